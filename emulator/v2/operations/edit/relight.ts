/** `POST /v2beta/stable-image/edit/replace-background-and-relight`, which is started. */
import { z } from "zod";
import { relight as relightSubject, type Light } from "../../../drawing/effects/relight.ts";
import type { AllOpened } from "../../../opened.ts";
import { freePrompt, oneOf, outputFormat, proportion, seed, truth } from "../../fields.ts";
import { live } from "../../lifetimes.ts";
import { operation } from "../../operation.ts";
import { picture, standard, withAspectRatio } from "../../pictures.ts";
import { sceneOf } from "../../scene.ts";

const usualStrength = 0.3;

/** `none` is what Stability AI's own nodes for ComfyUI send for no light. */
const lightDirection = oneOf(["left", "right", "above", "below", "none"]);

interface Lit {
  light_source_direction?: z.output<typeof lightDirection> | undefined;
}

const directionOf = ({ light_source_direction: direction }: Lit) => direction === "none" ? undefined : direction;

const schema = z.object({
  subject_image: picture(withAspectRatio),
  background_reference: picture(standard).optional(),
  background_prompt: freePrompt,
  foreground_prompt: freePrompt,
  negative_prompt: freePrompt,
  preserve_original_subject: proportion.default(0.6),
  original_background_depth: proportion.default(0.5),
  keep_original_background: truth.default("false"),
  light_source_direction: lightDirection.optional(),
  light_reference: picture(standard).optional(),
  // Without a default here: given, it asks for a light.
  light_source_strength: proportion.optional(),
  seed,
  output_format: outputFormat,
}).superRefine((fields, context) => {
  // Whether an empty prompt counts as one is not known.
  if (fields.background_reference === undefined && fields.background_prompt === undefined) {
    const message = "required, unless there is a background_reference";
    context.addIssue({ code: "custom", path: ["background_prompt"], message });
  }
  const hasLight = fields.light_reference !== undefined || directionOf(fields) !== undefined;
  if (fields.light_source_strength !== undefined && !hasLight) {
    const message = "requires light_reference or light_source_direction";
    context.addIssue({ code: "custom", path: ["light_source_strength"], message });
  }
});

type Fields = AllOpened<z.output<typeof schema>>;

function lightOf(fields: Fields): Light {
  const { light_reference: reference } = fields;
  const direction = directionOf(fields);
  return {
    ...direction !== undefined && { direction },
    ...reference !== undefined && { reference },
    strength: fields.light_source_strength ?? usualStrength,
  };
}

export const relight = operation({
  path: "/v2beta/stable-image/edit/replace-background-and-relight",
  lifetime: live,
  isStarted: true,
  schema: () => schema,
  price: 8,
  prompts: (fields) => [fields.background_prompt, fields.foreground_prompt],
  draw(fields, seed) {
    const { subject_image: subject, background_reference: background, background_prompt: prompt } = fields;
    return relightSubject(subject, {
      ...background !== undefined && { background },
      scene: sceneOf({ prompt, negative_prompt: fields.negative_prompt }, seed),
      keepOriginalBackground: fields.keep_original_background === "true",
      originalBackgroundDepth: fields.original_background_depth,
      preserveOriginalSubject: fields.preserve_original_subject,
      light: lightOf(fields),
    });
  },
});
