/** The routes of all three versions. */
import type { Account } from "../state/accounts.ts";
import type { Lifetime } from "../facts/lifetime.ts";
import type { Route } from "../http/contract.ts";
import type { State } from "../state/state.ts";
import { requireOrganization } from "./caller.ts";
import type { Drawer } from "../state/studio.ts";
import { drawerOf, generation } from "./generation.ts";
import { imageToImage } from "./operations/image-to-image.ts";
import { masking } from "./operations/masking.ts";
import { textToImage } from "./operations/text-to-image.ts";
import { upscale } from "./operations/upscale.ts";
import { versions, type OperationName, type Version } from "./versions.ts";

type MakeRoute = (version: Version, lifetime: Lifetime) => Route;

const generations: Readonly<Record<OperationName, MakeRoute>> = {
  "text-to-image": (...of) => generation(textToImage, ...of),
  "image-to-image": (...of) => generation(imageToImage, ...of),
  "image-to-image/masking": (...of) => generation(masking, ...of),
  "image-to-image/upscale": (...of) => generation(upscale, ...of),
};

/** A route that answers with what the emulator knows; with one that the organization may ask for. */
const lookup = (
  { name, lifetimes }: Version, path: string, look: (state: State, account: Account, organization: string) => unknown,
): Route => ({
  method: "GET",
  path: `/${name}/${path}`,
  lifetime: lifetimes.others,
  read: (request, state) => (account) => look(state, account, requireOrganization(request, account)),
});

function routesOf(version: Version): Route[] {
  return [
    lookup(version, "engines/list", ({ engines }) => version.wrapsEngines ? { engines: engines.list() } : engines.list()),
    lookup(version, "user/account", (_state, account) => account),
    lookup(version, "user/balance", ({ ledger }, _account, organization) => ({ credits: ledger.balance(organization) })),
    ...(Object.keys(generations) as OperationName[]).flatMap((name) => {
      const lifetime = version.lifetimes[name];
      return lifetime === undefined ? [] : [generations[name](version, lifetime)];
    }),
  ];
}

export const v1Routes: readonly Route[] = versions.flatMap(routesOf);

export const v1Drawers: readonly [operation: string, drawer: Drawer][] =
  [drawerOf(textToImage), drawerOf(imageToImage), drawerOf(masking), drawerOf(upscale)];
