/** A model to turn and to come near to. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { VNode } from "preact";
import type { MediaFile } from "../../protocol.ts";
import { Icon } from "../shared/icons.tsx";
import { messageOf } from "../shared/server.ts";
import type { ModelScene } from "./model-scene.ts";

const degrees = (radians: number) => Math.round(radians * 180 / Math.PI);

/** An eighth of a turn. */
const turn = Math.PI / 4;

export function ModelViewer({ file }: { file: MediaFile }): VNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scene, setScene] = useState<ModelScene | undefined>(undefined);
  const [angle, setAngle] = useState(0);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    let opened: ModelScene | undefined;
    let isGone = false;
    const open = async () => {
      const { openModel } = await import("./model-scene.ts");
      if (canvas.current === null || isGone) return;
      const onTurn = () => {
        setAngle(degrees(opened?.angle() ?? 0));
      };
      opened = await openModel(canvas.current, file.address, onTurn);
      setScene(opened);
      setAngle(degrees(opened.angle()));
    };
    open().catch((error: unknown) => {
      setProblem(messageOf(error));
    });
    return () => {
      isGone = true;
      opened?.close();
    };
  }, [file.address]);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => { scene?.turnBy(-turn / 3); },
    ArrowRight: () => { scene?.turnBy(turn / 3); },
    "+": () => { scene?.zoomBy(1.25); },
    "-": () => { scene?.zoomBy(0.8); },
  };
  return (
    <div class="viewer" aria-busy={scene === undefined && problem === ""}>
      <canvas
        ref={canvas}
        class="model"
        tabIndex={0}
        role="img"
        data-angle={angle}
        aria-label={`Model ${file.name}, seen from ${angle} degrees: arrow keys turn it, plus and minus zoom`}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
      />
      {problem !== "" && <p class="problem">{`The model cannot be shown: ${problem}`}</p>}
      <div class="viewer-tools">
        <span class="facts">{scene === undefined ? "Loading the model …" : `${scene.facts.triangles.toLocaleString()} triangles`}</span>
        <span class="spacer" />
        <button type="button" class="button" onClick={() => { scene?.turnBy(-turn); }}>Turn left</button>
        <button type="button" class="button" onClick={() => { scene?.turnBy(turn); }}>Turn right</button>
        <button type="button" class="icon-button" aria-label="Zoom out" onClick={() => { scene?.zoomBy(0.8); }}><Icon name="minus" /></button>
        <button type="button" class="icon-button" aria-label="Zoom in" onClick={() => { scene?.zoomBy(1.25); }}><Icon name="plus" /></button>
      </div>
    </div>
  );
}
