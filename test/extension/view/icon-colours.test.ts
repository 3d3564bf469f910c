import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { iconColours } from "../../../src/extension/view/icon-colours.ts";

type Kind = "dark" | "light" | "highContrast" | "highContrastLight";
interface Colour {
  readonly id: string;
  readonly defaults: Readonly<Record<Kind, string>>;
}

const manifest = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  readonly contributes: { readonly colors: readonly Colour[] };
};
const { colors } = manifest.contributes;

/**
 * What stands behind an icon in the side bar, in the themes that come with VS Code 1.139: `sideBar.background`, and a row
 * under the pointer or selected (`list.hoverBackground`, `list.inactiveSelectionBackground`), where those cover it.
 */
const backgrounds: Readonly<Record<Kind, Readonly<Record<string, string>>>> = {
  light: {
    "Light Modern": "#F8F8F8",
    "Light Modern, selected": "#E4E6F1",
    "Light Modern, hovered": "#F2F2F2",
    "Light+": "#F3F3F3",
    "Light+, hovered": "#E8E8E8",
    "Light 2026": "#FAFAFD",
    "Light 2026, selected": "#E7E7E8",
    "Quiet Light": "#F2F2F2",
    "Quiet Light, selected": "#D3DBCD",
    "Solarized Light": "#EEE8D5",
    "Solarized Light, selected": "#D1CBB8",
  },
  dark: {
    "Dark Modern": "#181818",
    "Dark Modern, selected": "#37373D",
    "Dark+": "#252526",
    "Dark 2026": "#191A1B",
    Monokai: "#1E1F1C",
    "Monokai, selected": "#414339",
    "Monokai Dimmed": "#272727",
    Abyss: "#060621",
    "Kimbie Dark": "#362712",
    Red: "#330000",
    "Solarized Dark": "#00212B",
    "Tomorrow Night Blue": "#001C40",
  },
  highContrast: { "Dark High Contrast": "#000000" },
  highContrastLight: { "Light High Contrast": "#FFFFFF" },
};

/** Relative luminance: WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe("the colours of the icons", () => {
  it("are contributed, and no others", () => {
    assert.deepEqual(colors.map(({ id }) => id).toSorted(), Object.values(iconColours).toSorted());
  });

  it("are told from each other where VS Code's own are taken for pale", () => {
    // These are what the tree had: testing.iconQueued and list.warningForeground, on Light Modern.
    assert.ok(contrast("#CCA700", "#F8F8F8") < 3);
    assert.equal(contrast("#000000", "#FFFFFF"), 21);
  });

  for (const kind of Object.keys(backgrounds) as Kind[]) {
    it(`reach 3:1 on every theme of VS Code's that is ${kind}, also on a row that is selected`, () => {
      for (const { id, defaults } of colors) {
        for (const [theme, background] of Object.entries(backgrounds[kind])) {
          const ratio = contrast(defaults[kind], background);
          assert.ok(ratio >= 3, `${id} on ${theme}: ${ratio.toFixed(2)}`);
        }
      }
    });
  }
});
