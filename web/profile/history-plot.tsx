import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import type { z } from "zod";
import type { historyAnswerSchema } from "../../lib/domain/api/creator-operations.ts";
import { openCreator } from "../address.ts";
import { loadedFrom } from "../api.ts";
import { percent, shortCount } from "../words.ts";

type History = z.infer<typeof historyAnswerSchema>;

const history = loadedFrom<History>(() =>
  openCreator.value === null ? null : `/creators/${encodeURIComponent(openCreator.value)}/history`,
);

/** A line needs at least two points. */
const POINTS_MIN = 2;
const HEIGHT = 160;

/** Followers and engagement over time, if there are counts of more than one day. */
export function HistoryPlot() {
  const place = useRef<HTMLDivElement>(null);
  const data = history.state.value.value?.data;
  const points = data?.id === openCreator.value ? data.points : [];
  useEffect(() => {
    if (!place.current || points.length < POINTS_MIN) return;
    const target = place.current;
    let plot: uPlot | undefined;
    let isGone = false;
    void import("uplot").then(({ default: Plot }) => {
      if (!isGone) plot = new Plot(options(target), columnsOf(points), target);
    });
    return () => {
      isGone = true;
      plot?.destroy();
    };
  }, [points]);
  if (points.length < POINTS_MIN) return null;
  const [first, last] = [points[0], points.at(-1)];
  return (
    <section aria-label="Over time">
      <h3>Over time</h3>
      <div
        ref={place}
        role="img"
        aria-label={`Followers went from ${shortCount(first?.followers ?? null)} on ${first?.day} to ${shortCount(last?.followers ?? null)} on ${last?.day}`}
      />
    </section>
  );
}

const columnsOf = (points: History["data"]["points"]): uPlot.AlignedData => [
  points.map(({ day }) => Date.parse(day) / 1_000),
  points.map(({ followers }) => followers),
  points.map(({ engagement_rate }) => engagement_rate),
];

function options(place: HTMLElement): uPlot.Options {
  const colour = (name: string) => getComputedStyle(place).getPropertyValue(name).trim();
  const axis = { stroke: colour("--soft"), grid: { stroke: colour("--line"), width: 1 } };
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { y: {}, rate: {} },
    series: [
      {},
      { label: "followers", stroke: colour("--accent"), width: 2 },
      { label: "engagement", scale: "rate", stroke: colour("--warn"), dash: [4, 3], spanGaps: true },
    ],
    axes: [
      axis,
      { ...axis, size: 52, values: (_, splits) => splits.map((value) => shortCount(value)) },
      {
        ...axis,
        side: 1,
        scale: "rate",
        size: 52,
        grid: { show: false },
        values: (_, splits) => splits.map((value) => percent(value)),
      },
    ],
  };
}
