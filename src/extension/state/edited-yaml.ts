import type { ReadYaml } from "../../core/config/config-yaml.ts";
import { EditedYaml } from "../../core/config/edited-yaml.ts";

const edited = new EditedYaml();

/** Reads `ocpi.yml` for all that look at it in this window: at each edit only the connections that were edited are parsed. */
export const editedYaml: ReadYaml = (text) => edited.read(text);
