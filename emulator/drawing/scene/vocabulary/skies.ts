/** The times of day and the weather: each changes the colors of a scene, and what falls or hangs in the air. */
import type { Color } from "../../pixels/colors.ts";

export interface Palette {
  zenith: Color;
  horizon: Color;
  /** The sun, or the moon. */
  sun: Color;
  far: Color;
  near: Color;
  water: Color;
  /** What is in this light has its colors multiplied by it, from 0 to 255 each. */
  light: Color;
  isDark?: true;
}

const night: Palette = {
  zenith: [8, 12, 34], horizon: [54, 68, 116], sun: [240, 240, 246], far: [44, 56, 92], near: [10, 14, 28],
  water: [16, 26, 56], light: [104, 118, 168], isDark: true,
};
const sunset: Palette = {
  zenith: [78, 48, 104], horizon: [254, 158, 96], sun: [255, 232, 170], far: [168, 96, 112], near: [52, 28, 50],
  water: [112, 62, 92], light: [236, 172, 156],
};
const dawn: Palette = {
  zenith: [92, 124, 176], horizon: [252, 206, 186], sun: [255, 240, 214], far: [160, 150, 178], near: [54, 62, 84],
  water: [110, 136, 170], light: [240, 214, 214],
};
const day: Palette = {
  zenith: [66, 140, 214], horizon: [216, 236, 246], sun: [255, 250, 226], far: [142, 180, 198], near: [48, 104, 74],
  water: [44, 110, 158], light: [255, 255, 250],
};

/** Words of a prompt for a time of day. */
export const times: Readonly<Record<string, Palette>> = {
  night, midnight: night, moonlight: night, moon: night, stars: night, starry: night, dark: night,
  sunset, evening: sunset, dusk: sunset,
  dawn, sunrise: dawn, morning: dawn,
  day, daylight: day, noon: day, sunny: day, midday: day,
};

/** One of these is picked where a prompt says nothing of the time. */
export const usualPalettes: readonly Palette[] = [
  day,
  sunset,
  dawn,
  {
    zenith: [60, 130, 150], horizon: [244, 230, 190], sun: [255, 246, 210], far: [150, 172, 150], near: [50, 78, 52],
    water: [60, 126, 138], light: [255, 246, 226],
  },
  {
    zenith: [98, 160, 222], horizon: [252, 238, 214], sun: [255, 252, 232], far: [158, 182, 204], near: [52, 96, 78],
    water: [62, 122, 166], light: [255, 250, 240],
  },
];

/** What a kind of weather does. */
export interface Weather {
  /** The colors of the scene move towards this grey, by this share. */
  veil?: { color: Color; share: number };
  falls?: "rain" | "snow";
  /** How dense the fog is, from 0 to 1. */
  fog?: number;
  clouds?: number;
  hasStars?: true;
  hasLightning?: true;
  hasRainbow?: true;
  /** Snow lies on the ground. */
  whitensGround?: true;
}

const rain: Weather = { veil: { color: [112, 124, 140], share: 0.55 }, falls: "rain", clouds: 9 };
const snow: Weather = { veil: { color: [206, 214, 226], share: 0.45 }, falls: "snow", whitensGround: true };
const fog: Weather = { veil: { color: [206, 210, 214], share: 0.4 }, fog: 0.8 };
const storm: Weather = { ...rain, veil: { color: [66, 72, 92], share: 0.75 }, hasLightning: true };
const clouds: Weather = { clouds: 8 };

/** Words of a prompt for weather. */
export const weathers: Readonly<Record<string, Weather>> = {
  rain, rainy: rain, raining: rain,
  snow, snowy: snow, snowing: snow, winter: snow, blizzard: snow,
  fog, foggy: fog, mist: fog, misty: fog, haze: fog,
  storm, stormy: storm, thunderstorm: storm, lightning: storm,
  cloud: clouds, clouds, cloudy: clouds,
  star: { hasStars: true }, stars: { hasStars: true }, starry: { hasStars: true },
  rainbow: { hasRainbow: true, clouds: 4 },
};
