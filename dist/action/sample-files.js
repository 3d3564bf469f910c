import "./index.js";
import { r as unreadableSample } from "./samples.js";
import { glob, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
// lib/action/sample-files.js
/** How many files are read in one run. */
const FILES_LIMIT = 100;
/**
* Reads the files that `samples` names, and none that is outside the workspace, too large or no text. What is no JSON is no
* sample: the run is told so before it sends anything.
* @param lines a path or glob each, from the workspace; blank ones name nothing.
* @returns the files by their paths, in order, and what is wrong with the lines and files.
*/
async function readSampleFiles(lines, workspace) {
	const paths = /* @__PURE__ */ new Set();
	const findings = [];
	for (const line of lines.map((one) => one.trim()).filter((one) => one !== "")) {
		const found = await pathsOf(line, workspace);
		if ("code" in found) findings.push(found);
		else for (const path of found) paths.add(path);
		if (paths.size > FILES_LIMIT) return {
			files: [],
			findings: [...findings, {
				code: "samples-many",
				limit: FILES_LIMIT
			}]
		};
	}
	const files = [];
	for (const path of [...paths].toSorted()) {
		const read = await readSample(path, workspace);
		if ("code" in read) findings.push(read);
		else files.push(read);
	}
	const unreadable = files.flatMap(({ path, text }) => unreadableSample(text, path) ?? []);
	return {
		files,
		findings: [...findings, ...unreadable]
	};
}
const above = /(?:^|[/{,(|])\.\.(?:[/},)|]|$)/;
/** The paths that a line names: one more than may be, at most. */
async function pathsOf(line, workspace) {
	const pattern = (isAbsolute(line) ? relative(workspace, line) : line).replaceAll(sep, "/");
	if (above.test(pattern) || isAbsolute(pattern)) return {
		code: "samples-outside",
		path: line
	};
	const found = [];
	try {
		for await (const path of glob(pattern, { cwd: workspace })) {
			found.push(path.replaceAll(sep, "/"));
			if (found.length > FILES_LIMIT) break;
		}
	} catch (error) {
		return {
			code: "samples-unreadable",
			path: line,
			detail: codeOf(error)
		};
	}
	return found.length === 0 ? {
		code: "samples-none",
		glob: line
	} : found;
}
async function readSample(path, workspace) {
	try {
		const file = await realpath(join(workspace, path));
		if (!isWithin(file, await realpath(workspace))) return {
			code: "samples-outside",
			path
		};
		const stats = await stat(file);
		if (stats.isDirectory()) return {
			code: "samples-folder",
			path
		};
		if (!stats.isFile()) return {
			code: "samples-unreadable",
			path,
			detail: "no file"
		};
		if (stats.size > 1e6) return {
			code: "sample-large",
			file: path
		};
		const text = textOf(await readFile(file));
		return text === void 0 ? {
			code: "samples-encoding",
			path
		} : {
			path,
			text
		};
	} catch (error) {
		return {
			code: "samples-unreadable",
			path,
			detail: codeOf(error)
		};
	}
}
function isWithin(file, folder) {
	return file.startsWith(resolve(folder) + sep) || file === resolve(folder);
}
/** The text of UTF-8, without the mark with which an editor may begin it; undefined for what is no UTF-8. */
function textOf(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		return;
	}
}
function codeOf(error) {
	return error.code ?? "unknown";
}
export { readSampleFiles };
