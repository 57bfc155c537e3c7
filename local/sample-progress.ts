import { Presets, SingleBar } from "cli-progress";
import type { SampleProgress } from "./sample.ts";

/** Shows how far the sample is; a bar on a terminal, a line at each tenth elsewhere. */
export function sampleProgress(output: NodeJS.WriteStream): {
  readonly show: (progress: SampleProgress) => void;
  readonly end: () => void;
} {
  if (!output.isTTY) return plainProgress(output);
  const bar = new SingleBar(
    { format: "Sample creators {bar} {value}/{total}", stream: output, hideCursor: true },
    Presets.shades_classic,
  );
  return {
    show({ done, total }) {
      if (!bar.isActive) bar.start(total, done);
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}

function plainProgress(output: { write(text: string): unknown }) {
  let tenths = -1;
  return {
    show({ done, total }: SampleProgress) {
      const reached = Math.floor((10 * done) / total);
      if (reached === tenths) return;
      tenths = reached;
      output.write(`sample creators: ${done} of ${total}\n`);
    },
    end: () => undefined,
  };
}
