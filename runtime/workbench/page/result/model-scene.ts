/** A model in a scene, drawn by three.js; loaded only when there is a model to show. */
import {
  AmbientLight, Box3, DirectionalLight, HemisphereLight, PerspectiveCamera, Scene, Vector3, WebGLRenderer,
  type Object3D,
} from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";

export interface ModelScene {
  /** In radians, around the upright axis. */
  turnBy: (angle: number) => void;
  /** Above 1 comes nearer. */
  zoomBy: (factor: number) => void;
  /** Where it is looked at from, in radians. */
  angle: () => number;
  facts: { triangles: number };
  close: () => void;
}

/** Stands in the middle, and fits into a ball with a radius of 1. */
function place(model: Object3D): void {
  const box = new Box3().setFromObject(model);
  const { x, y, z } = box.getCenter(new Vector3());
  const scale = 2 / Math.max(1e-9, box.getSize(new Vector3()).length());
  model.scale.multiplyScalar(scale);
  model.position.set(-x * scale, -y * scale, -z * scale);
}

function createScene(model: Object3D): Scene {
  const scene = new Scene();
  const key = new DirectionalLight("#ffffff", 2.4);
  key.position.set(2, 3, 4);
  const back = new DirectionalLight("#dfe6ff", 1.2);
  back.position.set(-3, 1, -3);
  scene.add(model, key, back, new HemisphereLight("#ffffff", "#8a8a99", 1.4), new AmbientLight("#ffffff", 0.5));
  return scene;
}

/**
 * @param onTurn hears whenever the view has changed
 * @throws Error if the file cannot be read, or the browser cannot draw in three dimensions
 */
export async function openModel(canvas: HTMLCanvasElement, address: string, onTurn: () => void): Promise<ModelScene> {
  const { scene: model } = await new GLTFLoader().loadAsync(address);
  place(model);
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
  renderer.setPixelRatio(Math.min(2, devicePixelRatio));
  const scene = createScene(model);
  const camera = new PerspectiveCamera(40, 1, 0.01, 100);
  camera.position.set(0.9, 0.7, 3);
  const controls = new OrbitControls(camera, canvas);
  controls.minDistance = 0.3;
  controls.maxDistance = 20;

  const draw = () => {
    renderer.render(scene, camera);
  };
  const resize = () => {
    const { clientWidth, clientHeight } = canvas;
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / Math.max(1, clientHeight);
    camera.updateProjectionMatrix();
    draw();
  };
  // It is drawn when something has changed, and not all the time.
  controls.addEventListener("change", () => {
    draw();
    onTurn();
  });
  const observer = new ResizeObserver(resize);
  observer.observe(canvas);
  resize();
  return {
    turnBy(angle) {
      camera.position.applyAxisAngle(new Vector3(0, 1, 0), angle);
      controls.update();
    },
    zoomBy(factor) {
      camera.position.multiplyScalar(1 / factor);
      controls.update();
    },
    angle: () => controls.getAzimuthalAngle(),
    facts: { triangles: renderer.info.render.triangles },
    close() {
      observer.disconnect();
      controls.dispose();
      renderer.dispose();
    },
  };
}
