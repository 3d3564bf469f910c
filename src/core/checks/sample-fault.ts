import type { SampleFinding } from "../findings/catalogue.ts";
import type { InSample } from "../findings/samples.ts";
import type { FieldPath } from "../ocpi/credentials-fields.ts";

type WithoutPlace<F> = F extends InSample ? Omit<F, keyof InSample> : never;

/** What is wrong in an object, and at which of its fields: a finding whose place in the file is not looked up yet. */
export interface SampleFault {
  /** From the object. */
  readonly at: FieldPath;
  readonly finding: WithoutPlace<SampleFinding>;
}
