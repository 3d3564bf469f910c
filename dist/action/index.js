import { createRequire } from "node:module";
import { argv } from "node:process";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import "path";
import { BlockList, connect, isIP } from "node:net";
import { Readable } from "node:stream";
import { once } from "node:events";
import { inspect, isDeepStrictEqual, promisify } from "node:util";
import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID, scrypt } from "node:crypto";
import { mkdir, writeFile as writeFile$1 } from "node:fs/promises";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { existsSync as existsSync$1, readFileSync as readFileSync$1, readdirSync, statSync } from "node:fs";
import { text as text$1 } from "node:stream/consumers";
import { spawn } from "node:child_process";
// \0rolldown/runtime.js
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJSMin = (cb, mod) => () => (mod || (cb((mod = { exports: {} }).exports, mod, mod.exports), cb = null), mod.exports);
var __exportAll = (all, flags) => {
	let target = Object.setPrototypeOf({}, null);
	for (var name in all) __defProp(target, name, {
		get: all[name],
		enumerable: true
	});
	if (!(flags & 1)) __defProp(target, Symbol.toStringTag, { value: "Module" });
	return flags & 2 ? target : Object.preventExtensions(target);
};
var __copyProps = (to, from, except, desc) => {
	if (from && typeof from === "object" || typeof from === "function") for (var keys = __getOwnPropNames(from), i = 0, n = keys.length, key; i < n; i++) {
		key = keys[i];
		if (!__hasOwnProp.call(to, key) && key !== except) __defProp(to, key, {
			get: ((k) => from[k]).bind(null, key),
			enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable
		});
	}
	return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(isNodeMode || !mod || !mod.__esModule || !__hasOwnProp.call(mod, "default") ? __defProp(target, "default", {
	value: mod,
	enumerable: true
}) : target, mod));
var __require = /* #__PURE__ */ (() => createRequire(import.meta.url))();
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function issue$1(name, message = "") {
	issueCommand(name, {}, message);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
// node_modules/tunnel/lib/tunnel.js
var require_tunnel$1 = /* @__PURE__ */ __commonJSMin(((exports) => {
	__require("net");
	var tls = __require("tls");
	var http = __require("http");
	var https = __require("https");
	var events = __require("events");
	__require("assert");
	var util = __require("util");
	exports.httpOverHttp = httpOverHttp;
	exports.httpsOverHttp = httpsOverHttp;
	exports.httpOverHttps = httpOverHttps;
	exports.httpsOverHttps = httpsOverHttps;
	function httpOverHttp(options) {
		var agent = new TunnelingAgent(options);
		agent.request = http.request;
		return agent;
	}
	function httpsOverHttp(options) {
		var agent = new TunnelingAgent(options);
		agent.request = http.request;
		agent.createSocket = createSecureSocket;
		agent.defaultPort = 443;
		return agent;
	}
	function httpOverHttps(options) {
		var agent = new TunnelingAgent(options);
		agent.request = https.request;
		return agent;
	}
	function httpsOverHttps(options) {
		var agent = new TunnelingAgent(options);
		agent.request = https.request;
		agent.createSocket = createSecureSocket;
		agent.defaultPort = 443;
		return agent;
	}
	function TunnelingAgent(options) {
		var self = this;
		self.options = options || {};
		self.proxyOptions = self.options.proxy || {};
		self.maxSockets = self.options.maxSockets || http.Agent.defaultMaxSockets;
		self.requests = [];
		self.sockets = [];
		self.on("free", function onFree(socket, host, port, localAddress) {
			var options = toOptions(host, port, localAddress);
			for (var i = 0, len = self.requests.length; i < len; ++i) {
				var pending = self.requests[i];
				if (pending.host === options.host && pending.port === options.port) {
					self.requests.splice(i, 1);
					pending.request.onSocket(socket);
					return;
				}
			}
			socket.destroy();
			self.removeSocket(socket);
		});
	}
	util.inherits(TunnelingAgent, events.EventEmitter);
	TunnelingAgent.prototype.addRequest = function addRequest(req, host, port, localAddress) {
		var self = this;
		var options = mergeOptions({ request: req }, self.options, toOptions(host, port, localAddress));
		if (self.sockets.length >= this.maxSockets) {
			self.requests.push(options);
			return;
		}
		self.createSocket(options, function(socket) {
			socket.on("free", onFree);
			socket.on("close", onCloseOrRemove);
			socket.on("agentRemove", onCloseOrRemove);
			req.onSocket(socket);
			function onFree() {
				self.emit("free", socket, options);
			}
			function onCloseOrRemove(err) {
				self.removeSocket(socket);
				socket.removeListener("free", onFree);
				socket.removeListener("close", onCloseOrRemove);
				socket.removeListener("agentRemove", onCloseOrRemove);
			}
		});
	};
	TunnelingAgent.prototype.createSocket = function createSocket(options, cb) {
		var self = this;
		var placeholder = {};
		self.sockets.push(placeholder);
		var connectOptions = mergeOptions({}, self.proxyOptions, {
			method: "CONNECT",
			path: options.host + ":" + options.port,
			agent: false,
			headers: { host: options.host + ":" + options.port }
		});
		if (options.localAddress) connectOptions.localAddress = options.localAddress;
		if (connectOptions.proxyAuth) {
			connectOptions.headers = connectOptions.headers || {};
			connectOptions.headers["Proxy-Authorization"] = "Basic " + new Buffer(connectOptions.proxyAuth).toString("base64");
		}
		debug("making CONNECT request");
		var connectReq = self.request(connectOptions);
		connectReq.useChunkedEncodingByDefault = false;
		connectReq.once("response", onResponse);
		connectReq.once("upgrade", onUpgrade);
		connectReq.once("connect", onConnect);
		connectReq.once("error", onError);
		connectReq.end();
		function onResponse(res) {
			res.upgrade = true;
		}
		function onUpgrade(res, socket, head) {
			process.nextTick(function() {
				onConnect(res, socket, head);
			});
		}
		function onConnect(res, socket, head) {
			connectReq.removeAllListeners();
			socket.removeAllListeners();
			if (res.statusCode !== 200) {
				debug("tunneling socket could not be established, statusCode=%d", res.statusCode);
				socket.destroy();
				var error = /* @__PURE__ */ new Error("tunneling socket could not be established, statusCode=" + res.statusCode);
				error.code = "ECONNRESET";
				options.request.emit("error", error);
				self.removeSocket(placeholder);
				return;
			}
			if (head.length > 0) {
				debug("got illegal response body from proxy");
				socket.destroy();
				var error = /* @__PURE__ */ new Error("got illegal response body from proxy");
				error.code = "ECONNRESET";
				options.request.emit("error", error);
				self.removeSocket(placeholder);
				return;
			}
			debug("tunneling connection has established");
			self.sockets[self.sockets.indexOf(placeholder)] = socket;
			return cb(socket);
		}
		function onError(cause) {
			connectReq.removeAllListeners();
			debug("tunneling socket could not be established, cause=%s\n", cause.message, cause.stack);
			var error = /* @__PURE__ */ new Error("tunneling socket could not be established, cause=" + cause.message);
			error.code = "ECONNRESET";
			options.request.emit("error", error);
			self.removeSocket(placeholder);
		}
	};
	TunnelingAgent.prototype.removeSocket = function removeSocket(socket) {
		var pos = this.sockets.indexOf(socket);
		if (pos === -1) return;
		this.sockets.splice(pos, 1);
		var pending = this.requests.shift();
		if (pending) this.createSocket(pending, function(socket) {
			pending.request.onSocket(socket);
		});
	};
	function createSecureSocket(options, cb) {
		var self = this;
		TunnelingAgent.prototype.createSocket.call(self, options, function(socket) {
			var hostHeader = options.request.getHeader("host");
			var tlsOptions = mergeOptions({}, self.options, {
				socket,
				servername: hostHeader ? hostHeader.replace(/:.*$/, "") : options.host
			});
			var secureSocket = tls.connect(0, tlsOptions);
			self.sockets[self.sockets.indexOf(socket)] = secureSocket;
			cb(secureSocket);
		});
	}
	function toOptions(host, port, localAddress) {
		if (typeof host === "string") return {
			host,
			port,
			localAddress
		};
		return host;
	}
	function mergeOptions(target) {
		for (var i = 1, len = arguments.length; i < len; ++i) {
			var overrides = arguments[i];
			if (typeof overrides === "object") {
				var keys = Object.keys(overrides);
				for (var j = 0, keyLen = keys.length; j < keyLen; ++j) {
					var k = keys[j];
					if (overrides[k] !== void 0) target[k] = overrides[k];
				}
			}
		}
		return target;
	}
	var debug;
	if (process.env.NODE_DEBUG && /\btunnel\b/.test(process.env.NODE_DEBUG)) debug = function() {
		var args = Array.prototype.slice.call(arguments);
		if (typeof args[0] === "string") args[0] = "TUNNEL: " + args[0];
		else args.unshift("TUNNEL:");
		console.error.apply(console, args);
	};
	else debug = function() {};
	exports.debug = debug;
}));
// node_modules/tunnel/index.js
var require_tunnel = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = require_tunnel$1();
}));
// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter$1(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Registers a secret which will get masked from logs
*
* @param secret - Value of the secret to be masked
* @remarks
* This function instructs the Actions runner to mask the specified value in any
* logs produced during the workflow run. Once registered, the secret value will
* be replaced with asterisks (***) whenever it appears in console output, logs,
* or error messages.
*
* This is useful for protecting sensitive information such as:
* - API keys
* - Access tokens
* - Authentication credentials
* - URL parameters containing signatures (SAS tokens)
*
* Note that masking only affects future logs; any previous appearances of the
* secret in logs before calling this function will remain unmasked.
*
* @example
* ```typescript
* // Register an API token as a secret
* const apiToken = "abc123xyz456";
* setSecret(apiToken);
*
* // Now any logs containing this value will show *** instead
* console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
* ```
*/
function setSecret(secret) {
	issueCommand("add-mask", {}, secret);
}
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Sets the action status to failed.
* When the action exits it will be with an exit code of 1
* @param message add error issue message
*/
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error$1(message);
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error$1(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning$1(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}
/**
* Begin an output group.
*
* Output until the next `groupEnd` will be foldable in this group
*
* @param name The name of the output group
*/
function startGroup(name) {
	issue$1("group", name);
}
/**
* End an output group.
*/
function endGroup() {
	issue$1("endgroup");
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
/**
* Gets the value of an state set by this action's main execution.
*
* @param     name     name of the state to get
* @returns   string
*/
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
// node_modules/zod/v4/core/util.js
function getEnumValues(entries) {
	const numericValues = Object.values(entries).filter((v) => typeof v === "number");
	return Object.entries(entries).filter(([k, _]) => numericValues.indexOf(+k) === -1).map(([_, v]) => v);
}
function jsonStringifyReplacer(_, value) {
	if (typeof value === "bigint") return value.toString();
	return value;
}
var Cached = class {
	constructor(getter) {
		this._getter = getter;
		this._value = void 0;
	}
	get value() {
		const getter = this._getter;
		if (getter !== void 0) {
			this._value = getter();
			this._getter = void 0;
		}
		return this._value;
	}
};
function cached(getter) {
	return new Cached(getter);
}
function nullish$1(input) {
	return input === null || input === void 0;
}
function cleanRegex(source) {
	const start = source.startsWith("^") ? 1 : 0;
	const end = source.endsWith("$") ? source.length - 1 : source.length;
	return source.slice(start, end);
}
function assignProp(target, prop, value) {
	Object.defineProperty(target, prop, {
		value,
		writable: true,
		enumerable: true,
		configurable: true
	});
}
const captureStackTrace = "captureStackTrace" in Error ? Error.captureStackTrace : (..._args) => {};
function isObject(data) {
	return typeof data === "object" && data !== null && !Array.isArray(data);
}
function isPlainObject(o) {
	if (isObject(o) === false) return false;
	const ctor = o.constructor;
	if (ctor === void 0) return true;
	if (typeof ctor !== "function") return true;
	const prot = ctor.prototype;
	if (isObject(prot) === false) return false;
	if (Object.prototype.hasOwnProperty.call(prot, "isPrototypeOf") === false) return false;
	return true;
}
const propertyKeyTypes = /* @__PURE__*/ new Set([
	"string",
	"number",
	"symbol"
]);
function escapeRegex(str) {
	return str.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function clone(inst, def, params) {
	const cl = new inst._zod.constr(def ?? inst._zod.def);
	if (!def || params?.parent) cl._zod.parent = inst;
	return cl;
}
function normalizeParams(_params) {
	const params = _params;
	if (!params) return {};
	if (typeof params === "string") return { error: () => params };
	if (params?.message !== void 0) {
		if (params?.error !== void 0) throw new Error("Cannot specify both `message` and `error` params");
		params.error = params.message;
	}
	delete params.message;
	if (typeof params.error === "string") return {
		...params,
		error: () => params.error
	};
	return params;
}
function optionalKeys(shape) {
	return Object.keys(shape).filter((k) => {
		return shape[k]._zod.optin !== void 0 && shape[k]._zod.optout === "optional";
	});
}
const NUMBER_FORMAT_RANGES = /*@__PURE__*/ (() => ({
	safeint: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
	int32: [-2147483648, 2147483647],
	uint32: [0, 4294967295],
	float32: [-34028234663852886e22, 34028234663852886e22],
	float64: [-Number.MAX_VALUE, Number.MAX_VALUE]
}))();
function aborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue !== true) return true;
	return false;
}
function explicitlyAborted(x, startIndex = 0) {
	if (x.aborted === true) return true;
	for (let i = startIndex; i < x.issues.length; i++) if (x.issues[i]?.continue === false) return true;
	return false;
}
function prefixIssues(path, issues) {
	return issues.map((iss) => {
		var _a;
		(_a = iss).path ?? (_a.path = []);
		iss.path.unshift(path);
		return iss;
	});
}
function unwrapMessage(message) {
	return typeof message === "string" ? message : message?.message;
}
/** The leading size checks of `defChecks` that set an upper bound, each paired with it. */
function sizeCaps(defChecks) {
	const caps = [];
	for (const ch of defChecks ?? []) {
		const d = ch._zod.def;
		if (!/_(length|size)$|_equals$/.test(d.check)) break;
		const max = d.maximum ?? d.length ?? d.size;
		if (max >= 0) caps.push([max, ch]);
	}
	return caps;
}
function attachSchema(issues, start, inst) {
	var _a;
	for (let i = start; i < issues.length; i++) (_a = issues[i]).schema ?? (_a.schema = inst);
}
function finalizeIssue(iss, ctx, config) {
	var _a;
	const traits = iss.inst?._zod?.traits;
	if (traits?.has("$ZodType")) {
		if (traits.has("$ZodCheck")) (_a = iss).schema ?? (_a.schema = iss.inst);
		else iss.schema = iss.inst;
	}
	const schemaError = iss.schema !== iss.inst ? iss.schema?._zod.def?.error : void 0;
	const message = iss.message ? iss.message : unwrapMessage(iss.inst?._zod.def?.error?.(iss)) ?? unwrapMessage(schemaError?.(iss)) ?? unwrapMessage(ctx?.error?.(iss)) ?? unwrapMessage(config.customError?.(iss)) ?? unwrapMessage(config.localeError?.(iss)) ?? "Invalid input";
	const full = {};
	for (const k of Object.keys(iss)) {
		if (k === "inst" || k === "schema" || k === "continue" || k === "input" || k === "__proto__") continue;
		full[k] = iss[k];
	}
	full.path ?? (full.path = []);
	full.message = message;
	if (ctx?.reportInput) full.input = iss.input;
	return full;
}
const highSurrogate = /[\uD800-\uDBFF]/;
function codePointLength(str) {
	const units = str.length;
	if (!highSurrogate.test(str)) return units;
	let count = units;
	for (let i = 0; i < units - 1; i++) if ((str.charCodeAt(i) & 64512) === 55296 && (str.charCodeAt(i + 1) & 64512) === 56320) {
		count--;
		i++;
	}
	return count;
}
function getLengthableOrigin(input) {
	if (Array.isArray(input)) return "array";
	if (typeof input === "string") return "string";
	return "unknown";
}
function issue(...args) {
	const [iss, input, inst] = args;
	if (typeof iss === "string") return {
		message: iss,
		code: "custom",
		input,
		inst
	};
	return { ...iss };
}
/**
* Installs a trait's members on its prototype. Each value builds that member for the instance on first read; the built value shadows the accessor as an own property, so a detached `const { parse } = schema` keeps working.
*
* Call this from a `proto` initializer, which runs once per prototype — never per instance.
*/
function members(proto, table) {
	for (const key in table) {
		const desc = Object.getOwnPropertyDescriptor(table, key);
		if (desc.get) Object.defineProperty(proto, key, {
			...desc,
			enumerable: false
		});
		else defineBound(proto, key, desc.value);
	}
}
/** Shadows a prototype member with an own value, so a getter that builds from the instance runs once. */
function own(inst, key, value, enumerable = true) {
	Object.defineProperty(inst, key, {
		configurable: true,
		writable: true,
		enumerable,
		value
	});
	return value;
}
/** Like {@link own}, for a member that was never an own data property and has to stay out of `Object.keys`. */
function hide(inst, key, value) {
	return own(inst, key, value, false);
}
function defineBound(proto, key, fn) {
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			return this == null ? fn : own(this, key, fn.bind(this));
		},
		set(value) {
			own(this, key, value);
		}
	});
}
/** Returns the prototype to install on, or `undefined` if this group is already installed on it. */
function claim(inst, sentinel) {
	const proto = Object.getPrototypeOf(inst);
	return sentinel in proto ? void 0 : proto;
}
let installing;
let broke = false;
const breaker = {
	configurable: true,
	get() {
		broke = true;
	}
};
/**
* Installs a lazily-derived internal on the `_zod` prototype of `inst`'s
* constructor, computed from the internals object itself and cached there on
* first read. One accessor per constructor rather than one per instance.
*/
function defineLazyInternal(inst, key, compute) {
	const proto = Object.getPrototypeOf(inst._zod);
	if (key in proto && installing !== inst._zod) {
		installing = void 0;
		return;
	}
	installing = inst._zod;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			Object.defineProperty(this, key, breaker);
			const outer = broke;
			broke = false;
			try {
				const value = compute(this);
				if (broke) delete this[key];
				else Object.defineProperty(this, key, {
					configurable: true,
					writable: true,
					value
				});
				broke = broke || outer;
				return value;
			} catch (err) {
				delete this[key];
				broke = broke || outer;
				throw err;
			}
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				value
			});
		}
	});
}
/**
* Installs `key` on `inst`'s prototype, computed by `make` on first read and cached there as an own
* data property. One accessor per constructor rather than one per instance, because an own accessor
* puts every instance after the first into v8 dictionary mode. The key doubles as the sentinel.
*/
function installLazyProp(inst, key, make, enumerable) {
	const proto = claim(inst, key);
	if (!proto) return;
	Object.defineProperty(proto, key, {
		configurable: true,
		get() {
			const desc = {
				configurable: true,
				writable: true,
				enumerable,
				value: void 0
			};
			Object.defineProperty(this, key, desc);
			desc.value = make(this);
			Object.defineProperty(this, key, desc);
			return desc.value;
		},
		set(value) {
			Object.defineProperty(this, key, {
				configurable: true,
				writable: true,
				enumerable,
				value
			});
		}
	});
}
/** Marks the thunk `_catch` synthesises for a constant catch value. `Function.length` cannot tell that thunk from a user callback — rest and defaulted parameters both report arity 0 — and a user callback reads `ctx.error`, whose issues only finalize correctly against the caller's per-parse error map. Provenance can say what arity cannot. A plain string key rather than `Symbol.for`, whose call at module scope no bundler can prove pure — the same shape that anchored `urlCanParse` into every build. */
const CONSTANT_CATCH = "~constantCatch";
/** Wraps a constant catch value in a thunk tagged with {@link CONSTANT_CATCH}. */
function constantCatch(value) {
	const fn = () => value;
	fn[CONSTANT_CATCH] = true;
	return fn;
}
// node_modules/zod/v4/core/core.js
var _a$1;
const _zodDesc = {
	value: void 0,
	enumerable: false
};
let _E = "captureStackTrace" in Error ? Error : null;
function newError(Definition) {
	const E = _E;
	if (E) {
		const saved = E.stackTraceLimit;
		if (typeof saved === "number") {
			try {
				E.stackTraceLimit = 0;
			} catch {
				_E = null;
				return new Definition();
			}
			try {
				return new Definition();
			} finally {
				E.stackTraceLimit = saved;
			}
		}
	}
	return new Definition();
}
/* @__NO_SIDE_EFFECTS__ */
function $constructor(name, initializer, proto, params) {
	const zodProto = {};
	function Internals(def) {
		this.def = def;
		this.constr = _;
		this.traits = /* @__PURE__ */ new Set();
	}
	Internals.prototype = zodProto;
	const protoMembers = proto;
	const initialized = protoMembers && /* @__PURE__ */ new WeakSet();
	function init(inst, def) {
		if (!inst._zod) {
			_zodDesc.value = new Internals(def);
			try {
				Object.defineProperty(inst, "_zod", _zodDesc);
			} finally {
				_zodDesc.value = void 0;
			}
		} else if (inst._zod.traits.has(name)) return;
		inst._zod.traits.add(name);
		initializer(inst, def);
		if (initialized) {
			const own = Object.getPrototypeOf(inst);
			const ctorProto = inst._zod.constr.prototype;
			let up = own;
			while (up && up !== ctorProto) up = Object.getPrototypeOf(up);
			const target = up ?? own;
			if (!initialized.has(target)) {
				initialized.add(target);
				members(target, protoMembers);
			}
		}
		const proto = _.prototype;
		for (const k in proto) {
			if (!Object.prototype.hasOwnProperty.call(proto, k)) continue;
			if (!(k in inst)) inst[k] = proto[k].bind(inst);
		}
	}
	const Parent = params?.Parent ?? Object;
	class Definition extends Parent {}
	Object.defineProperty(Definition, "name", { value: name });
	function _(def) {
		const inst = params?.Parent ? newError(Definition) : this;
		init(inst, def);
		const deferred = inst._zod.deferred;
		if (deferred) {
			for (const fn of deferred) fn();
			inst._zod.deferred = void 0;
		}
		const pp = globalThis.__zod_globalConfig?.postProcessor;
		if (pp) pp(inst);
		return inst;
	}
	Object.defineProperty(_, "init", { value: init });
	Object.defineProperty(_, Symbol.hasInstance, { value: (inst) => {
		if (params?.Parent && inst instanceof params.Parent) return true;
		return inst?._zod?.traits?.has(name);
	} });
	Object.defineProperty(_, "name", { value: name });
	return _;
}
var $ZodAsyncError = class extends Error {
	constructor() {
		super(`Encountered Promise during synchronous parse. Use .parseAsync() instead.`);
	}
};
var $ZodEncodeError = class extends Error {
	constructor(name) {
		super(`Encountered unidirectional transform during encode: ${name}`);
		this.name = "ZodEncodeError";
	}
};
(_a$1 = globalThis).__zod_globalConfig ?? (_a$1.__zod_globalConfig = {});
const globalConfig = globalThis.__zod_globalConfig;
function config(newConfig) {
	if (newConfig) Object.assign(globalConfig, newConfig);
	return globalConfig;
}
// node_modules/zod/v4/core/errors.js
function _getMessage() {
	const internals = this._zod;
	internals.message ?? (internals.message = JSON.stringify(internals.def, jsonStringifyReplacer, 2));
	return internals.message;
}
function _setMessage(value) {
	this._zod.message = value;
}
const _messageDesc = {
	get: _getMessage,
	set: _setMessage,
	enumerable: true,
	configurable: true
};
const _issuesDesc = {
	value: void 0,
	enumerable: false
};
const _installedToString = /* @__PURE__ */ new WeakSet([Object.prototype, Error.prototype]);
const initializer = (inst, def) => {
	inst.name = "$ZodError";
	_issuesDesc.value = def;
	Object.defineProperty(inst, "issues", _issuesDesc);
	_issuesDesc.value = void 0;
	Object.defineProperty(inst, "message", _messageDesc);
	const proto = Object.getPrototypeOf(inst);
	if (!_installedToString.has(proto)) {
		_installedToString.add(proto);
		Object.defineProperty(proto, "toString", {
			configurable: true,
			enumerable: false,
			get() {
				const value = () => this.message;
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
				return value;
			},
			set(value) {
				Object.defineProperty(this, "toString", {
					value,
					configurable: true,
					writable: true
				});
			}
		});
	}
};
const $ZodRealError = /* @__PURE__ */ $constructor("$ZodError", initializer, void 0, { Parent: Error });
// node_modules/zod/v4/core/parse.js
const _parse = (_Err) => {
	const fn = (schema, value, _ctx, _params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: false
		} : { async: false };
		const result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) throw new $ZodAsyncError();
		if (result.issues.length) {
			const e = new ((_params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, _params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const parse = /* @__PURE__*/ _parse($ZodRealError);
const _parseAsync = (_Err) => {
	const fn = async (schema, value, _ctx, params) => {
		const ctx = _ctx ? {
			..._ctx,
			async: true
		} : { async: true };
		let result = schema._zod.run({
			value,
			issues: []
		}, ctx);
		if (result instanceof Promise) result = await result;
		if (result.issues.length) {
			const e = new ((params?.Err) ?? _Err)(result.issues.map((iss) => finalizeIssue(iss, ctx, config())));
			captureStackTrace(e, params?.callee ?? fn);
			throw e;
		}
		return result.value;
	};
	return fn;
};
const parseAsync = /* @__PURE__*/ _parseAsync($ZodRealError);
const _safeParse = (_Err) => (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: false
	} : { async: false };
	const result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) throw new $ZodAsyncError();
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
const safeParse = /* @__PURE__*/ _safeParse($ZodRealError);
function failure(Err, issues, ctx) {
	let error;
	return {
		success: false,
		get error() {
			if (!error) {
				error = new Err(issues.map((iss) => finalizeIssue(iss, ctx, config())));
				issues = void 0;
				ctx = void 0;
			}
			return error;
		},
		set error(e) {
			error = e;
			issues = void 0;
			ctx = void 0;
		}
	};
}
const _safeParseAsync = (_Err) => async (schema, value, _ctx) => {
	const ctx = _ctx ? {
		..._ctx,
		async: true
	} : { async: true };
	let result = schema._zod.run({
		value,
		issues: []
	}, ctx);
	if (result instanceof Promise) result = await result;
	return result.issues.length ? failure(_Err, result.issues, ctx) : {
		success: true,
		data: result.value
	};
};
const safeParseAsync = /* @__PURE__*/ _safeParseAsync($ZodRealError);
// node_modules/zod/v4/core/regexes.js
const anyString = /^[\s\S]{0,}$/;
const number$1 = /^-?\d+(?:\.\d+)?$/;
const boolean$1 = /^(?:true|false)$/i;
// node_modules/zod/v4/core/checks.js
const $ZodCheck = /*@__PURE__*/ $constructor("$ZodCheck", (inst, def) => {
	var _a;
	inst._zod ?? (inst._zod = {});
	inst._zod.def = def;
	(_a = inst._zod).onattach ?? (_a.onattach = []);
});
/** Default `when` for length-based checks: run only on non-nullish values with a `length`. */
const _whenHasLength = (payload) => {
	const val = payload.value;
	return !nullish$1(val) && val.length !== void 0;
};
const numericOriginMap = {
	number: "number",
	bigint: "bigint",
	object: "date"
};
const $ZodCheckLessThan = /*@__PURE__*/ $constructor("$ZodCheckLessThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value <= def.value : payload.value < def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_big",
			maximum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckGreaterThan = /*@__PURE__*/ $constructor("$ZodCheckGreaterThan", (inst, def) => {
	$ZodCheck.init(inst, def);
	const origin = numericOriginMap[typeof def.value];
	inst._zod.check = (payload) => {
		if (def.inclusive ? payload.value >= def.value : payload.value > def.value) return;
		payload.issues.push({
			origin: numericOriginMap[typeof payload.value] ?? origin,
			code: "too_small",
			minimum: typeof def.value === "object" ? def.value.getTime() : def.value,
			input: payload.value,
			inclusive: def.inclusive,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckNumberFormat = /*@__PURE__*/ $constructor("$ZodCheckNumberFormat", (inst, def) => {
	$ZodCheck.init(inst, def);
	def.format = def.format || "float64";
	const isInt = def.format?.includes("int");
	const origin = isInt ? "int" : "number";
	const [minimum, maximum] = NUMBER_FORMAT_RANGES[def.format];
	inst._zod.check = (payload) => {
		const input = payload.value;
		if (isInt) {
			if (!Number.isInteger(input)) {
				payload.issues.push({
					expected: origin,
					format: def.format,
					code: "invalid_type",
					continue: false,
					input,
					inst
				});
				return;
			}
			if (!Number.isSafeInteger(input)) {
				if (input > 0) payload.issues.push({
					input,
					code: "too_big",
					maximum: Number.MAX_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				else payload.issues.push({
					input,
					code: "too_small",
					minimum: Number.MIN_SAFE_INTEGER,
					note: "Integers must be within the safe integer range.",
					inst,
					origin,
					inclusive: true,
					continue: !def.abort
				});
				return;
			}
		}
		if (input < minimum) payload.issues.push({
			origin: "number",
			input,
			code: "too_small",
			minimum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
		if (input > maximum) payload.issues.push({
			origin: "number",
			input,
			code: "too_big",
			maximum,
			inclusive: true,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMaxLength = /*@__PURE__*/ $constructor("$ZodCheckMaxLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units > def.maximum ? codePointLength(input) : units) <= def.maximum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_big",
			maximum: def.maximum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckMinLength = /*@__PURE__*/ $constructor("$ZodCheckMinLength", (inst, def) => {
	var _a;
	$ZodCheck.init(inst, def);
	(_a = inst._zod.def).when ?? (_a.when = _whenHasLength);
	inst._zod.check = (payload) => {
		const input = payload.value;
		const units = input.length;
		if ((typeof input === "string" && units >= def.minimum && units < def.minimum * 2 ? codePointLength(input) : units) >= def.minimum) return;
		const origin = getLengthableOrigin(input);
		payload.issues.push({
			origin,
			code: "too_small",
			minimum: def.minimum,
			inclusive: true,
			input,
			inst,
			continue: !def.abort
		});
	};
});
const $ZodCheckStringFormat = /*@__PURE__*/ $constructor("$ZodCheckStringFormat", (inst, def) => {
	var _a, _b;
	$ZodCheck.init(inst, def);
	if (def.pattern) (_a = inst._zod).check ?? (_a.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: def.format,
			input: payload.value,
			...def.pattern ? { pattern: def.pattern.toString() } : {},
			inst,
			continue: !def.abort
		});
	});
	else (_b = inst._zod).check ?? (_b.check = () => {});
});
const $ZodCheckRegex = /*@__PURE__*/ $constructor("$ZodCheckRegex", (inst, def) => {
	$ZodCheckStringFormat.init(inst, def);
	inst._zod.check = (payload) => {
		def.pattern.lastIndex = 0;
		if (def.pattern.test(payload.value)) return;
		payload.issues.push({
			origin: "string",
			code: "invalid_format",
			format: "regex",
			input: payload.value,
			pattern: def.pattern.toString(),
			inst,
			continue: !def.abort
		});
	};
});
// node_modules/zod/v4/core/versions.js
const version$1 = {
	major: 4,
	minor: 6,
	patch: 7
};
// node_modules/zod/v4/core/schemas.js
const $ZodType = /*@__PURE__*/ $constructor("$ZodType", (inst, def) => {
	var _a;
	inst ?? (inst = {});
	inst._zod.def = def;
	inst._zod.bag = inst._zod.bag || {};
	inst._zod.version = version$1;
	const defChecks = inst._zod.def.checks;
	const checks = inst._zod.traits.has("$ZodCheck") ? [inst, ...defChecks ?? []] : defChecks?.length ? [...defChecks] : [];
	for (const ch of checks) for (const fn of ch._zod.onattach) fn(inst);
	if (checks.length === 0) {
		(_a = inst._zod).deferred ?? (_a.deferred = []);
		inst._zod.deferred?.push(() => {
			inst._zod.run = inst._zod.parse;
		});
	} else {
		const runChecks = (payload, checks, ctx) => {
			if (payload.memo) return payload;
			let isAborted = aborted(payload);
			let asyncResult;
			for (const ch of checks) {
				if (ch._zod.def.when) {
					if (explicitlyAborted(payload)) continue;
					if (!ch._zod.def.when(payload)) continue;
				} else if (isAborted) continue;
				const currLen = payload.issues.length;
				const _ = ch._zod.check(payload);
				if (_ instanceof Promise && ctx?.async === false) throw new $ZodAsyncError();
				if (asyncResult || _ instanceof Promise) asyncResult = (asyncResult ?? Promise.resolve()).then(async () => {
					await _;
					if (payload.issues.length === currLen) return;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				});
				else {
					if (payload.issues.length === currLen) continue;
					attachSchema(payload.issues, currLen, inst);
					if (!isAborted) isAborted = aborted(payload, currLen);
				}
			}
			if (asyncResult) return asyncResult.then(() => {
				return payload;
			});
			return payload;
		};
		const handleCanaryResult = (canary, payload, ctx) => {
			if (aborted(canary)) {
				canary.aborted = true;
				return canary;
			}
			const checkResult = runChecks(payload, checks, ctx);
			if (checkResult instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return checkResult.then((checkResult) => inst._zod.parse(checkResult, ctx));
			}
			return inst._zod.parse(checkResult, ctx);
		};
		inst._zod.run = (payload, ctx) => {
			if (ctx.skipChecks) return inst._zod.parse(payload, ctx);
			if (ctx.direction === "backward") {
				const canary = inst._zod.parse({
					value: payload.value,
					issues: []
				}, {
					...ctx,
					skipChecks: true
				});
				if (canary instanceof Promise) return canary.then((canary) => {
					return handleCanaryResult(canary, payload, ctx);
				});
				return handleCanaryResult(canary, payload, ctx);
			}
			const result = inst._zod.parse(payload, ctx);
			if (result instanceof Promise) {
				if (ctx.async === false) throw new $ZodAsyncError();
				return result.then((result) => runChecks(result, checks, ctx));
			}
			return runChecks(result, checks, ctx);
		};
	}
}, {
	get "~standard"() {
		return hide(this, "~standard", standardProps(this));
	},
	set "~standard"(value) {
		own(this, "~standard", value);
	}
});
/** The Standard Schema surface for `inst`. Shared so wrappers can extend it without forcing it. */
const toStandardResult = (r, ctx) => r.issues.length ? { issues: r.issues.map((iss) => finalizeIssue(iss, ctx, config())) } : { value: r.value };
async function validateAsync(inst, value) {
	const ctx = { async: true };
	return toStandardResult(await inst._zod.run({
		value,
		issues: []
	}, ctx), ctx);
}
function standardProps(inst) {
	return {
		validate: (value) => {
			const ctx = { async: false };
			try {
				const r = inst._zod.run({
					value,
					issues: []
				}, ctx);
				if (!(r instanceof Promise)) return toStandardResult(r, ctx);
			} catch (_) {}
			return validateAsync(inst, value);
		},
		vendor: "zod",
		version: 1
	};
}
const $ZodString = /*@__PURE__*/ $constructor("$ZodString", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = def.pattern ?? anyString;
	inst._zod.parse = (payload, _) => {
		if (def.coerce) try {
			payload.value = String(payload.value);
		} catch (_) {}
		if (typeof payload.value === "string") return payload;
		payload.issues.push({
			expected: "string",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
const $ZodNumber = /*@__PURE__*/ $constructor("$ZodNumber", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = number$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Number(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "number" && !Number.isNaN(input) && Number.isFinite(input)) return payload;
		const received = typeof input === "number" ? Number.isNaN(input) ? "NaN" : !Number.isFinite(input) ? String(input) : void 0 : void 0;
		payload.issues.push({
			expected: "number",
			code: "invalid_type",
			input,
			inst,
			...received ? { received } : {}
		});
		return payload;
	};
});
const $ZodNumberFormat = /*@__PURE__*/ $constructor("$ZodNumberFormat", (inst, def) => {
	$ZodCheckNumberFormat.init(inst, def);
	$ZodNumber.init(inst, def);
});
const $ZodBoolean = /*@__PURE__*/ $constructor("$ZodBoolean", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.pattern = boolean$1;
	inst._zod.parse = (payload, _ctx) => {
		if (def.coerce) try {
			payload.value = Boolean(payload.value);
		} catch (_) {}
		const input = payload.value;
		if (typeof input === "boolean") return payload;
		payload.issues.push({
			expected: "boolean",
			code: "invalid_type",
			input,
			inst
		});
		return payload;
	};
});
const $ZodUnknown = /*@__PURE__*/ $constructor("$ZodUnknown", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload) => payload;
});
const $ZodNever = /*@__PURE__*/ $constructor("$ZodNever", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _ctx) => {
		payload.issues.push({
			expected: "never",
			code: "invalid_type",
			input: payload.value,
			inst
		});
		return payload;
	};
});
function capSize(inst, size) {
	const caps = sizeCaps(inst._zod.def.checks);
	if (!caps.length) return;
	const cap = Math.min(...caps.map((c) => c[0]));
	const parse = inst._zod.parse;
	inst._zod.parse = (payload, ctx) => {
		const n = size(payload.value);
		if (n > cap && !ctx?.skipChecks && ctx?.direction !== "backward") {
			for (const [max, ch] of sizeCaps(inst._zod.def.checks)) if (n > max && ch._zod.def.when(payload)) {
				const start = payload.issues.length;
				ch._zod.check(payload);
				payload.issues[start].continue = false;
				attachSchema(payload.issues, start, inst);
				return payload;
			}
		}
		return parse(payload, ctx);
	};
}
const arraySize = (input) => Array.isArray(input) ? input.length : -1;
function handleArrayResult(result, final, index) {
	if (result.issues.length) final.issues.push(...prefixIssues(index, result.issues));
	final.value[index] = result.value;
}
const $ZodArray = /*@__PURE__*/ $constructor("$ZodArray", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!Array.isArray(input)) {
			payload.issues.push({
				expected: "array",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, Array(input.length), ctx) : Array(input.length);
		const proms = [];
		const abortEarly = ctx?.abortEarly;
		for (let i = 0; i < input.length; i++) {
			const item = input[i];
			const result = def.element._zod.run({
				value: item,
				issues: []
			}, ctx);
			if (result instanceof Promise) proms.push(result.then((result) => handleArrayResult(result, payload, i)));
			else {
				handleArrayResult(result, payload, i);
				if (abortEarly && result.issues.length !== 0 && aborted(result)) break;
			}
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
	capSize(inst, arraySize);
});
function handlePropertyResult(result, final, key, input, optin, optout) {
	const isPresent = key in input;
	const isOptionalOut = optout === "optional";
	if (!isPresent && isOptionalOut && optin === "optional") return;
	if (result.issues.length) {
		if (optin !== void 0 && isOptionalOut && !isPresent) return;
		final.issues.push(...prefixIssues(key, result.issues));
	}
	if (!isPresent && optin === void 0) {
		if (!result.issues.length) final.issues.push({
			code: "invalid_type",
			expected: "nonoptional",
			input: void 0,
			path: [key]
		});
		return;
	}
	if (result.value === void 0) {
		if (isPresent || optin === "defaulted" && !isOptionalOut) final.value[key] = void 0;
	} else final.value[key] = result.value;
}
const NO_SYMBOL_KEYS = [];
function normalizeDef(def) {
	const keys = Object.keys(def.shape);
	const ownSymbols = Object.getOwnPropertySymbols(def.shape);
	const symbolKeys = ownSymbols.length ? ownSymbols : NO_SYMBOL_KEYS;
	const allKeys = symbolKeys.length ? [...keys, ...symbolKeys] : keys;
	for (const k of allKeys) if (!def.shape?.[k]?._zod?.traits?.has("$ZodType")) throw new Error(`Invalid element at key "${String(k)}": expected a Zod schema`);
	const okeys = optionalKeys(def.shape);
	return {
		...def,
		allKeys,
		symbolKeys,
		keySet: new Set(keys),
		numKeys: keys.length,
		optionalKeys: new Set(okeys)
	};
}
function handleCatchall(proms, input, payload, ctx, def, inst, abortEarly) {
	const unrecognized = [];
	const keySet = def.keySet;
	const _catchall = def.catchall._zod;
	const t = _catchall.def.type;
	const optin = _catchall.optin;
	const optout = _catchall.optout;
	let seen = 0;
	for (const key in input) {
		if (abortEarly && payload.issues.length !== seen) {
			if (aborted(payload, seen)) break;
			seen = payload.issues.length;
		}
		if (keySet.has(key)) continue;
		if (key === "__proto__") {
			if (t === "never") unrecognized.push(key);
			continue;
		}
		if (t === "never") {
			unrecognized.push(key);
			continue;
		}
		const r = _catchall.run({
			value: input[key],
			issues: []
		}, ctx);
		if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
		else handlePropertyResult(r, payload, key, input, optin, optout);
	}
	if (unrecognized.length) payload.issues.push({
		code: "unrecognized_keys",
		keys: unrecognized,
		input,
		inst,
		continue: true
	});
	if (!proms.length) return payload;
	return Promise.all(proms).then(() => {
		return payload;
	});
}
const $ZodObject = /*@__PURE__*/ $constructor("$ZodObject", (inst, def) => {
	$ZodType.init(inst, def);
	const desc = Object.getOwnPropertyDescriptor(def, "shape");
	const sh = desc?.get ? desc.get.raw : def.shape ?? {};
	if (sh) {
		const get = () => {
			const newSh = { ...sh };
			Object.defineProperty(def, "shape", { value: newSh });
			get.raw = newSh;
			return newSh;
		};
		get.raw = sh;
		Object.defineProperty(def, "shape", { get });
	}
	const _normalized = cached(() => normalizeDef(def));
	defineLazyInternal(inst, "propValues", (zod) => {
		const shape = zod.def.shape;
		const propValues = {};
		for (const key in shape) {
			const field = shape[key]._zod;
			if (field.values) {
				if (!Object.prototype.hasOwnProperty.call(propValues, key)) assignProp(propValues, key, /* @__PURE__ */ new Set());
				for (const v of field.values) propValues[key].add(v);
				if (field.optin !== void 0) propValues[key].add(void 0);
			}
		}
		return propValues;
	});
	const isObject$1 = isObject;
	const catchall = def.catchall;
	let value;
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		value ?? (value = _normalized.value);
		const input = payload.value;
		if (!isObject$1(input)) {
			payload.issues.push({
				expected: "object",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
		const proms = [];
		const shape = value.shape;
		const abortEarly = ctx?.abortEarly;
		let seen = payload.issues.length;
		for (const key of value.allKeys) {
			if (abortEarly && payload.issues.length !== seen) {
				if (aborted(payload, seen)) break;
				seen = payload.issues.length;
			}
			if (key === "__proto__") continue;
			const el = shape[key];
			const optin = el._zod.optin;
			const optout = el._zod.optout;
			const r = el._zod.run({
				value: input[key],
				issues: []
			}, ctx);
			if (r instanceof Promise) proms.push(r.then((r) => handlePropertyResult(r, payload, key, input, optin, optout)));
			else handlePropertyResult(r, payload, key, input, optin, optout);
		}
		if (!catchall) return proms.length ? Promise.all(proms).then(() => payload) : payload;
		return handleCatchall(proms, input, payload, ctx, _normalized.value, inst, abortEarly === true);
	};
});
function handleUnionResults(results, final, inst, ctx) {
	for (const result of results) if (result.issues.length === 0) {
		final.value = result.value;
		return final;
	}
	const nonaborted = results.filter((r) => !aborted(r));
	if (nonaborted.length === 1) {
		final.value = nonaborted[0].value;
		return nonaborted[0];
	}
	final.issues.push({
		code: "invalid_union",
		input: final.value,
		inst,
		errors: results.map((result) => result.issues.map((iss) => finalizeIssue(iss, ctx, config())))
	});
	return final;
}
const $ZodUnion = /*@__PURE__*/ $constructor("$ZodUnion", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.options.some((o) => o._zod.optin === "defaulted") ? "defaulted" : zod.def.options.some((o) => o._zod.optin !== void 0) ? "optional" : void 0);
	defineLazyInternal(inst, "optout", (zod) => zod.def.options.some((o) => o._zod.optout === "optional") ? "optional" : void 0);
	defineLazyInternal(inst, "values", (zod) => {
		if (zod.def.options.every((o) => o._zod.values)) return new Set(zod.def.options.flatMap((option) => Array.from(option._zod.values)));
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		if (zod.def.options.every((o) => o._zod.pattern)) {
			const patterns = zod.def.options.map((o) => o._zod.pattern);
			return new RegExp(`^(${patterns.map((p) => cleanRegex(p.source)).join("|")})$`);
		}
	});
	const first = def.options.length === 1 ? def.options[0]._zod.run : null;
	inst._zod.parse = (payload, ctx) => {
		if (first) return first(payload, ctx);
		let async = false;
		const results = [];
		for (const option of def.options) {
			const result = option._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) {
				results.push(result);
				async = true;
			} else {
				if (result.issues.length === 0) return result;
				results.push(result);
			}
		}
		if (!async) return handleUnionResults(results, payload, inst, ctx);
		return Promise.all(results).then((results) => {
			return handleUnionResults(results, payload, inst, ctx);
		});
	};
});
const $ZodRecord = /*@__PURE__*/ $constructor("$ZodRecord", (inst, def) => {
	$ZodType.init(inst, def);
	const memo = globalConfig.memoizer;
	memo?.attach(inst);
	inst._zod.parse = (payload, ctx) => {
		const input = payload.value;
		if (!isPlainObject(input)) {
			payload.issues.push({
				expected: "record",
				code: "invalid_type",
				input,
				inst
			});
			return payload;
		}
		const proms = [];
		const values = def.keyType._zod.values;
		if (values && !def.partial) {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			const recordKeys = /* @__PURE__ */ new Set();
			for (const key of values) if (typeof key === "string" || typeof key === "number" || typeof key === "symbol") {
				recordKeys.add(typeof key === "number" ? key.toString() : key);
				if (key === "__proto__") continue;
				const keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (keyResult.issues.length) {
					payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			let unrecognized;
			for (const key in input) if (!recordKeys.has(key)) {
				if (def.mode === "loose") {
					if (key === "__proto__") continue;
					payload.value[key] = input[key];
				} else {
					unrecognized = unrecognized ?? [];
					unrecognized.push(key);
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		} else {
			payload.value = memo ? memo.alloc(inst, payload, {}, ctx) : {};
			let unrecognized;
			for (const key of Reflect.ownKeys(input)) {
				if (key === "__proto__") continue;
				if (!Object.prototype.propertyIsEnumerable.call(input, key)) continue;
				let keyResult = def.keyType._zod.run({
					value: key,
					issues: []
				}, ctx);
				if (keyResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
				if (typeof key === "string" && number$1.test(key) && keyResult.issues.length) {
					const retryResult = def.keyType._zod.run({
						value: Number(key),
						issues: []
					}, ctx);
					if (retryResult instanceof Promise) throw new Error("Async schemas not supported in object keys currently");
					if (retryResult.issues.length === 0) keyResult = retryResult;
				}
				if (keyResult.issues.length) {
					if (def.mode === "loose") payload.value[key] = input[key];
					else if (values) {
						unrecognized = unrecognized ?? [];
						unrecognized.push(key);
					} else payload.issues.push({
						code: "invalid_key",
						origin: "record",
						issues: keyResult.issues.map((iss) => finalizeIssue(iss, ctx, config())),
						input: key,
						path: [key],
						inst
					});
					continue;
				}
				const outKey = keyResult.value;
				if (outKey === "__proto__") continue;
				const result = def.valueType._zod.run({
					value: input[key],
					issues: []
				}, ctx);
				if (result instanceof Promise) proms.push(result.then((result) => {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}));
				else {
					if (result.issues.length) payload.issues.push(...prefixIssues(key, result.issues));
					payload.value[outKey] = result.value;
				}
			}
			if (unrecognized && unrecognized.length > 0) payload.issues.push({
				code: "unrecognized_keys",
				input,
				inst,
				keys: unrecognized,
				continue: true
			});
		}
		if (proms.length) return Promise.all(proms).then(() => payload);
		return payload;
	};
});
const $ZodEnum = /*@__PURE__*/ $constructor("$ZodEnum", (inst, def) => {
	$ZodType.init(inst, def);
	const values = getEnumValues(def.entries);
	const valuesSet = new Set(values);
	inst._zod.values = valuesSet;
	defineLazyInternal(inst, "pattern", (zod) => {
		const patternValues = getEnumValues(zod.def.entries).filter((k) => propertyKeyTypes.has(typeof k));
		return new RegExp(patternValues.length ? `^(${patternValues.map((o) => escapeRegex(o.toString())).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (valuesSet.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodLiteral = /*@__PURE__*/ $constructor("$ZodLiteral", (inst, def) => {
	$ZodType.init(inst, def);
	const values = new Set(def.values);
	inst._zod.values = values;
	defineLazyInternal(inst, "pattern", (zod) => {
		const vals = zod.def.values;
		return new RegExp(vals.length ? `^(${vals.map((o) => typeof o === "string" ? escapeRegex(o) : o ? escapeRegex(o.toString()) : String(o)).join("|")})$` : "^[^\\s\\S]$");
	});
	inst._zod.parse = (payload, _ctx) => {
		const input = payload.value;
		if (values.has(input)) return payload;
		payload.issues.push({
			code: "invalid_value",
			values: def.values,
			input,
			inst
		});
		return payload;
	};
});
const $ZodTransform = /*@__PURE__*/ $constructor("$ZodTransform", (inst, def) => {
	$ZodType.init(inst, def);
	inst._zod.optin = "optional";
	globalConfig.memoizer?.guard(inst);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") throw new $ZodEncodeError(inst.constructor.name);
		const _out = def.transform(payload.value, payload);
		if (ctx.async) return (_out instanceof Promise ? _out : Promise.resolve(_out)).then((output) => {
			payload.value = output;
			return payload;
		});
		if (_out instanceof Promise) throw new $ZodAsyncError();
		payload.value = _out;
		return payload;
	};
});
function handleOptionalResult(payload, result) {
	payload.value = result.issues.length ? void 0 : result.value;
	return payload;
}
const $ZodOptional = /*@__PURE__*/ $constructor("$ZodOptional", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	inst._zod.optout = "optional";
	defineLazyInternal(inst, "values", (zod) => {
		const values = zod.def.innerType._zod.values;
		return values ? /* @__PURE__ */ new Set([...values, void 0]) : void 0;
	});
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)})?$`) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === void 0) {
			if (def.innerType._zod.optin !== "defaulted") return payload;
			const result = def.innerType._zod.run({
				value: payload.value,
				issues: []
			}, ctx);
			if (result instanceof Promise) return result.then((result) => handleOptionalResult(payload, result));
			return handleOptionalResult(payload, result);
		}
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodExactOptional = /*@__PURE__*/ $constructor("$ZodExactOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	defineLazyInternal(inst, "pattern", (zod) => zod.def.innerType._zod.pattern);
	inst._zod.parse = (payload, ctx) => {
		return def.innerType._zod.run(payload, ctx);
	};
});
const $ZodNullable = /*@__PURE__*/ $constructor("$ZodNullable", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "pattern", (zod) => {
		const pattern = zod.def.innerType._zod.pattern;
		return pattern ? new RegExp(`^(${cleanRegex(pattern.source)}|null)$`) : void 0;
	});
	defineLazyInternal(inst, "values", (zod) => {
		return zod.def.innerType._zod.values ? /* @__PURE__ */ new Set([...zod.def.innerType._zod.values, null]) : void 0;
	});
	inst._zod.parse = (payload, ctx) => {
		if (payload.value === null) return payload;
		return def.innerType._zod.run(payload, ctx);
	};
});
function handleCatchResult(payload, result, def, ctx) {
	if (!result.issues.length) {
		payload.value = result.value;
		if (result.memo) payload.memo = true;
		return payload;
	}
	payload.value = def.catchValue({
		...result,
		value: payload.value,
		error: { issues: result.issues.map((iss) => finalizeIssue(iss, ctx, config())) },
		input: payload.value
	});
	return payload;
}
const $ZodCatch = /*@__PURE__*/ $constructor("$ZodCatch", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "optin", (zod) => zod.def.innerType._zod.optin === "defaulted" ? "defaulted" : "optional");
	defineLazyInternal(inst, "optout", (zod) => zod.def.innerType._zod.optout);
	defineLazyInternal(inst, "values", (zod) => zod.def.innerType._zod.values);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") return def.innerType._zod.run(payload, ctx);
		const result = def.innerType._zod.run({
			value: payload.value,
			issues: []
		}, ctx);
		if (result instanceof Promise) return result.then((result) => handleCatchResult(payload, result, def, ctx));
		return handleCatchResult(payload, result, def, ctx);
	};
});
const $ZodPipe = /*@__PURE__*/ $constructor("$ZodPipe", (inst, def) => {
	$ZodType.init(inst, def);
	defineLazyInternal(inst, "values", (zod) => zod.def.in._zod.values);
	defineLazyInternal(inst, "optin", (zod) => zod.def.in._zod.optin);
	defineLazyInternal(inst, "optout", (zod) => zod.def.out._zod.optout);
	defineLazyInternal(inst, "propValues", (zod) => zod.def.in._zod.propValues);
	inst._zod.parse = (payload, ctx) => {
		if (ctx.direction === "backward") {
			const right = def.out._zod.run(payload, ctx);
			if (right instanceof Promise) return right.then((right) => handlePipeResult(right, def.in, ctx));
			return handlePipeResult(right, def.in, ctx);
		}
		const left = def.in._zod.run(payload, ctx);
		if (left instanceof Promise) return left.then((left) => handlePipeResult(left, def.out, ctx));
		return handlePipeResult(left, def.out, ctx);
	};
});
function handlePipeResult(left, next, ctx) {
	if (left.issues.some((iss) => iss.code !== "unrecognized_keys")) {
		left.aborted = true;
		return left;
	}
	return next._zod.run({
		value: left.value,
		issues: left.issues
	}, ctx);
}
const $ZodCustom = /*@__PURE__*/ $constructor("$ZodCustom", (inst, def) => {
	$ZodCheck.init(inst, def);
	$ZodType.init(inst, def);
	inst._zod.parse = (payload, _) => {
		return payload;
	};
	inst._zod.check = (payload) => {
		const input = payload.value;
		const r = def.fn(input);
		if (r instanceof Promise) return r.then((r) => handleRefineResult(r, payload, input, inst));
		handleRefineResult(r, payload, input, inst);
	};
});
function handleRefineResult(result, payload, input, inst) {
	if (!result) {
		const _iss = {
			code: "custom",
			input,
			inst,
			path: [...inst._zod.def.path ?? []],
			continue: !inst._zod.def.abort
		};
		if (inst._zod.def.params) _iss.params = inst._zod.def.params;
		payload.issues.push(issue(_iss));
	}
}
// node_modules/zod/v4/core/registries.js
var _a;
var $ZodRegistry = class {
	constructor() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
	}
	add(schema, ..._meta) {
		const meta = _meta[0];
		this._map.set(schema, meta);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.set(meta.id, schema);
		return this;
	}
	clear() {
		this._map = /* @__PURE__ */ new WeakMap();
		this._idmap = /* @__PURE__ */ new Map();
		return this;
	}
	remove(schema) {
		const meta = this._map.get(schema);
		if (meta && typeof meta === "object" && "id" in meta) this._idmap.delete(meta.id);
		this._map.delete(schema);
		return this;
	}
	get(schema) {
		const p = schema._zod.parent;
		if (p) {
			const pm = { ...this.get(p) ?? {} };
			delete pm.id;
			const f = {
				...pm,
				...this._map.get(schema)
			};
			return Object.keys(f).length ? f : void 0;
		}
		return this._map.get(schema);
	}
	has(schema) {
		return this._map.has(schema);
	}
};
function registry() {
	return new $ZodRegistry();
}
(_a = globalThis).__zod_globalRegistry ?? (_a.__zod_globalRegistry = registry());
const globalRegistry = globalThis.__zod_globalRegistry;
// node_modules/zod/v4/core/api.js
function snapshotChecks(def) {
	if (def.checks) def.checks = [...def.checks];
	return def;
}
// @__NO_SIDE_EFFECTS__
function _string(Class, params) {
	return new Class(snapshotChecks({
		type: "string",
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _number(Class, params) {
	return new Class(snapshotChecks({
		type: "number",
		checks: [],
		...normalizeParams(params)
	}));
}
// @__NO_SIDE_EFFECTS__
function _int(Class, params) {
	return new Class({
		type: "number",
		check: "number_format",
		abort: false,
		format: "safeint",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _boolean(Class, params) {
	return new Class({
		type: "boolean",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _unknown(Class) {
	return new Class({ type: "unknown" });
}
// @__NO_SIDE_EFFECTS__
function _never(Class, params) {
	return new Class({
		type: "never",
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function _lte(value, params) {
	return new $ZodCheckLessThan({
		check: "less_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _gte(value, params) {
	return new $ZodCheckGreaterThan({
		check: "greater_than",
		...normalizeParams(params),
		value,
		inclusive: true
	});
}
// @__NO_SIDE_EFFECTS__
function _maxLength(maximum, params) {
	return new $ZodCheckMaxLength({
		check: "max_length",
		...normalizeParams(params),
		maximum
	});
}
// @__NO_SIDE_EFFECTS__
function _minLength(minimum, params) {
	return new $ZodCheckMinLength({
		check: "min_length",
		...normalizeParams(params),
		minimum
	});
}
// @__NO_SIDE_EFFECTS__
function _regex(pattern, params) {
	return new $ZodCheckRegex({
		check: "string_format",
		format: "regex",
		...normalizeParams(params),
		pattern
	});
}
// @__NO_SIDE_EFFECTS__
function _refine(Class, fn, _params) {
	return new Class({
		type: "custom",
		check: "custom",
		fn,
		...normalizeParams(_params)
	});
}
// @__NO_SIDE_EFFECTS__
function meta$1(metadata) {
	const ch = new $ZodCheck({ check: "meta" });
	ch._zod.onattach = [(inst) => {
		const existing = globalRegistry.get(inst) ?? {};
		globalRegistry.add(inst, {
			...existing,
			...metadata
		});
	}];
	ch._zod.check = () => {};
	return ch;
}
// node_modules/zod/v4/mini/schemas.js
const ZodMiniType = /*@__PURE__*/ $constructor("ZodMiniType", (inst, def) => {
	if (!inst._zod) throw new Error("Uninitialized schema in ZodMiniType.");
	$ZodType.init(inst, def);
	inst.def = def;
	inst.type = def.type;
}, {
	get with() {
		return this.check;
	},
	set with(value) {
		own(this, "with", value);
	},
	parse(data, params) {
		return parse(this, data, params, { callee: this.parse });
	},
	parseAsync(data, params) {
		return parseAsync(this, data, params, { callee: this.parseAsync });
	},
	safeParse(data, params) {
		return safeParse(this, data, params);
	},
	safeParseAsync(data, params) {
		return safeParseAsync(this, data, params);
	},
	check(...checks) {
		const def = this.def;
		return this.clone({
			...def,
			checks: [...def.checks ?? [], ...checks.map((ch) => typeof ch === "function" ? { _zod: {
				check: ch,
				def: { check: "custom" },
				onattach: []
			} } : ch)]
		}, { parent: true });
	},
	clone(_def, params) {
		return clone(this, _def, params);
	},
	brand() {
		return this;
	},
	register(reg, meta) {
		reg.add(this, meta);
		return this;
	},
	apply(fn, ...args) {
		return args.length === 0 ? fn(this) : fn(this, ...args);
	}
});
const ZodMiniString = /*@__PURE__*/ $constructor("ZodMiniString", (inst, def) => {
	$ZodString.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function string(params) {
	return /* @__PURE__ */ _string(ZodMiniString, params);
}
const ZodMiniNumber = /*@__PURE__*/ $constructor("ZodMiniNumber", (inst, def) => {
	$ZodNumber.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function number(params) {
	return /* @__PURE__ */ _number(ZodMiniNumber, params);
}
const ZodMiniNumberFormat = /*@__PURE__*/ $constructor("ZodMiniNumberFormat", (inst, def) => {
	$ZodNumberFormat.init(inst, def);
	ZodMiniNumber.init(inst, def);
});
function int(params) {
	return /* @__PURE__ */ _int(ZodMiniNumberFormat, params);
}
const ZodMiniBoolean = /*@__PURE__*/ $constructor("ZodMiniBoolean", (inst, def) => {
	$ZodBoolean.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function boolean(params) {
	return /* @__PURE__ */ _boolean(ZodMiniBoolean, params);
}
const ZodMiniUnknown = /*@__PURE__*/ $constructor("ZodMiniUnknown", (inst, def) => {
	$ZodUnknown.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function unknown() {
	return /* @__PURE__ */ _unknown(ZodMiniUnknown);
}
const ZodMiniNever = /*@__PURE__*/ $constructor("ZodMiniNever", (inst, def) => {
	$ZodNever.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function never$2(params) {
	return /* @__PURE__ */ _never(ZodMiniNever, params);
}
const ZodMiniArray = /*@__PURE__*/ $constructor("ZodMiniArray", (inst, def) => {
	$ZodArray.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function array$1(element, params) {
	return new ZodMiniArray({
		type: "array",
		element,
		...normalizeParams(params)
	});
}
const ZodMiniObject = /*@__PURE__*/ $constructor("ZodMiniObject", (inst, def) => {
	$ZodObject.init(inst, def);
	ZodMiniType.init(inst, def);
	installLazyProp(inst, "shape", (self) => self._zod.def.shape, false);
});
// @__NO_SIDE_EFFECTS__
function object(shape, params) {
	const def = {
		type: "object",
		shape: shape ?? {},
		...normalizeParams(params)
	};
	return new ZodMiniObject(def);
}
// @__NO_SIDE_EFFECTS__
function strictObject(shape, params) {
	return new ZodMiniObject({
		type: "object",
		shape,
		catchall: /* @__PURE__ */ never$2(),
		...normalizeParams(params)
	});
}
// @__NO_SIDE_EFFECTS__
function looseObject(shape, params) {
	return new ZodMiniObject({
		type: "object",
		shape,
		catchall: /* @__PURE__ */ unknown(),
		...normalizeParams(params)
	});
}
const ZodMiniUnion = /*@__PURE__*/ $constructor("ZodMiniUnion", (inst, def) => {
	$ZodUnion.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function union(options, params) {
	return new ZodMiniUnion({
		type: "union",
		options,
		...normalizeParams(params)
	});
}
const ZodMiniRecord = /*@__PURE__*/ $constructor("ZodMiniRecord", (inst, def) => {
	$ZodRecord.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function record(keyType, valueType, params) {
	if (!valueType || !valueType._zod) return new ZodMiniRecord({
		type: "record",
		keyType: /* @__PURE__ */ string(),
		valueType: keyType,
		...normalizeParams(valueType)
	});
	return new ZodMiniRecord({
		type: "record",
		keyType,
		valueType,
		...normalizeParams(params)
	});
}
const ZodMiniEnum = /*@__PURE__*/ $constructor("ZodMiniEnum", (inst, def) => {
	$ZodEnum.init(inst, def);
	ZodMiniType.init(inst, def);
	inst.options = [...inst._zod.values];
});
// @__NO_SIDE_EFFECTS__
function _enum(values, params) {
	const entries = Array.isArray(values) ? Object.fromEntries(values.map((v) => [v, v])) : values;
	return new ZodMiniEnum({
		type: "enum",
		entries,
		...normalizeParams(params)
	});
}
const ZodMiniLiteral = /*@__PURE__*/ $constructor("ZodMiniLiteral", (inst, def) => {
	$ZodLiteral.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function literal(value, params) {
	return new ZodMiniLiteral({
		type: "literal",
		values: Array.isArray(value) ? value : [value],
		...normalizeParams(params)
	});
}
const ZodMiniTransform = /*@__PURE__*/ $constructor("ZodMiniTransform", (inst, def) => {
	$ZodTransform.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function transform(fn) {
	return new ZodMiniTransform({
		type: "transform",
		transform: fn
	});
}
const ZodMiniOptional = /*@__PURE__*/ $constructor("ZodMiniOptional", (inst, def) => {
	$ZodOptional.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function optional(innerType) {
	return new ZodMiniOptional({
		type: "optional",
		innerType
	});
}
const ZodMiniExactOptional = /*@__PURE__*/ $constructor("ZodMiniExactOptional", (inst, def) => {
	$ZodExactOptional.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function exactOptional(innerType) {
	return new ZodMiniExactOptional({
		type: "optional",
		innerType
	});
}
const ZodMiniNullable = /*@__PURE__*/ $constructor("ZodMiniNullable", (inst, def) => {
	$ZodNullable.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function nullable(innerType) {
	return new ZodMiniNullable({
		type: "nullable",
		innerType
	});
}
// @__NO_SIDE_EFFECTS__
function nullish(innerType) {
	return /* @__PURE__ */ optional(/* @__PURE__ */ nullable(innerType));
}
const ZodMiniCatch = /*@__PURE__*/ $constructor("ZodMiniCatch", (inst, def) => {
	$ZodCatch.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function _catch(innerType, catchValue) {
	return new ZodMiniCatch({
		type: "catch",
		innerType,
		catchValue: typeof catchValue === "function" ? catchValue : constantCatch(catchValue)
	});
}
const ZodMiniPipe = /*@__PURE__*/ $constructor("ZodMiniPipe", (inst, def) => {
	$ZodPipe.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function pipe(in_, out) {
	return new ZodMiniPipe({
		type: "pipe",
		in: in_,
		out
	});
}
const ZodMiniCustom = /*@__PURE__*/ $constructor("ZodMiniCustom", (inst, def) => {
	$ZodCustom.init(inst, def);
	ZodMiniType.init(inst, def);
});
// @__NO_SIDE_EFFECTS__
function refine(fn, _params = {}) {
	return /* @__PURE__ */ _refine(ZodMiniCustom, fn, _params);
}
const meta = meta$1;
// lib/core/onboarding/capsule.js
const PREFIX = "ocpi-capsule:v1:";
const SALT_BYTES = 16;
const IV_BYTES = 12;
const SCRYPT = {
	N: 2 ** 15,
	r: 8,
	p: 1,
	maxmem: 67108864
};
const derive = promisify(scrypt);
/** Derives the key from the platform token of the request whose answer is to be sealed. Takes some 100 ms. */
async function capsuleKey(platformToken, salt = randomBytes(SALT_BYTES)) {
	return {
		key: await derive(platformToken.reveal(), salt, 32, SCRYPT),
		salt
	};
}
/** Seals. Synchronous, because between a hub's answer and the durable state nothing may wait. */
function sealCapsule(content, { key, salt }) {
	const text = JSON.stringify({
		token: content.token.reveal(),
		versions_url: content.versionsUrl,
		encoding: content.encoding,
		parties: content.parties.map(({ role, country_code, party_id }) => ({
			role,
			country_code,
			party_id
		})),
		correlation_id: content.correlationId,
		at: content.at.toISOString(),
		clock: content.clock,
		connection: content.connection,
		secret: content.secret
	});
	return sealBytes(Buffer.from(text, "utf8"), {
		key,
		salt
	});
}
const BODY_LIMIT$2 = 64e3;
/**
* Seals the body of a successful answer in which no token was found: a line of JSON, and after it the bytes as they came.
* Within JSON a body could grow to six times its length, and no process could be given such a capsule.
*/
function sealBody(body, at, correlationId, key) {
	const cut = Buffer.from(body, "utf8").subarray(0, BODY_LIMIT$2);
	const head = {
		body_bytes: cut.length,
		correlation_id: correlationId,
		at: at.toISOString()
	};
	return sealBytes(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`, "utf8"), cut]), key);
}
function sealBytes(bytes, { key, salt }) {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv("aes-256-gcm", key, iv);
	const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
	return PREFIX + Buffer.concat([
		salt,
		iv,
		cipher.getAuthTag(),
		sealed
	]).toString("base64url");
}
const contentSchema = /* @__PURE__ */ object({
	token: (/* @__PURE__ */ string()).check(/* @__PURE__ */ _minLength(1)),
	versions_url: /* @__PURE__ */ string(),
	encoding: /* @__PURE__ */ _enum(["plain", "base64"]),
	parties: /* @__PURE__ */ array$1(/* @__PURE__ */ object({
		role: /* @__PURE__ */ string(),
		country_code: /* @__PURE__ */ string(),
		party_id: /* @__PURE__ */ string()
	})),
	correlation_id: /* @__PURE__ */ string(),
	at: /* @__PURE__ */ string(),
	clock: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
	connection: /* @__PURE__ */ optional(/* @__PURE__ */ string()),
	secret: /* @__PURE__ */ optional(/* @__PURE__ */ string())
});
/**
* Opens a capsule.
* @returns `malformed` for a text that is no capsule, `wrong-token` when this platform token does not open it, `damaged` when it is the
* right one and the text is cut off or changed, `no-token` when what was sealed is an answer without a token.
*/
async function openCapsule(capsule, platformToken, keyOf = capsuleKey) {
	const bytes = capsule.startsWith(PREFIX) ? Buffer.from(capsule.slice(16), "base64url") : Buffer.alloc(0);
	if (bytes.length <= 44) return { failure: "malformed" };
	const salt = bytes.subarray(0, SALT_BYTES);
	const iv = bytes.subarray(SALT_BYTES, 28);
	const tag = bytes.subarray(28, 44);
	const sealed = bytes.subarray(44);
	const { key } = await keyOf(platformToken, salt);
	const decipher = createDecipheriv("aes-256-gcm", key, iv).setAuthTag(tag);
	const bytesOpened = decipher.update(sealed);
	try {
		const text = Buffer.concat([bytesOpened, decipher.final()]).toString("utf8");
		const parsed = contentSchema.safeParse(JSON.parse(text.split("\n", 1)[0] ?? ""));
		return parsed.success ? { content: parsed.data } : { failure: "no-token" };
	} catch {
		return { failure: beginnings.some((beginning) => bytesOpened.indexOf(beginning) === 0) ? "damaged" : "wrong-token" };
	}
}
/** How what is sealed begins. */
const beginnings = ["{\"token\":", "{\"body_bytes\":"];
// lib/core/findings/entry.js
function entryOf(severity) {
	return (check, who, source, say, { oncePerPeer = false } = {}) => ({
		check,
		severity,
		who,
		source,
		oncePerPeer,
		say
	});
}
/** An entry for what is in the way of the exchange. */
const error = entryOf("error");
/** An entry for what should not stay as it is. */
const warning = entryOf("warning");
/** An entry for what is good to know. */
const note = entryOf("info");
/** An entry for what is in the way of a run that depends on it; of any other it is a warning. */
function errorIfNeeded(...entry) {
	return {
		...error(...entry),
		grade: ({ needed }) => needed ? "error" : "warning"
	};
}
/** What an entry says where nothing has to be done for this run. */
const nothingToDo = {
	fix: "No action needed: this run does not depend on it. If you like, tell the account team.",
	toDo: false
};
// lib/core/ocpi/visible-text.js
const unseen$1 = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
const otherLineEnds = /[\v\f\u0085\u2028\u2029]/g;
const isPlain$1 = /^[\t\n\r\x20-\x7E]*$/;
/**
* Foreign text without what a reader cannot see: nothing that is taken out here can hide a part of a token from a search, or
* make a terminal or a bidirectional text say something else. Done twice it is the same as done once.
*/
function visibleText(text) {
	if (isPlain$1.test(text)) return text;
	return text.replace(otherLineEnds, " ").replace(unseen$1, "");
}
/** The text with what cannot be seen written as JSON's escapes: the same to a reader of JSON, and nothing to a terminal. */
function escapedInJson(json) {
	if (isPlain$1.test(json)) return json;
	return json.replace(unseen$1, (character) => character.split("").map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""));
}
// lib/core/ocpi/escape.js
/** Foreign text on one line, for logs: what cannot be seen vanishes, and a runner takes no part of it for a command. */
function plainLine(text) {
	return visibleText(text).replace(/[\r\n\t]+/g, " ").replace(/(?<!\S)::(?=[a-z])/gi, ": :").replace(/##(?=\[)/g, "# #");
}
/** JSON in which what cannot be seen is written as escapes: the same to a reader of JSON, and nothing to a terminal. */
function jsonText(value, indent) {
	return escapedInJson(JSON.stringify(value, void 0, indent));
}
// lib/core/findings/prose.js
const LIST_LIMIT = 20;
/**
* `a`, `a and b`, `a, b and c`; of many the first, and how many others there are.
* @param limit how many are named.
*/
function list(items, limit = LIST_LIMIT) {
	const others = items.length - limit;
	if (others > 0) return `${items.slice(0, limit).join(", ")} and ${others} ${others === 1 ? "other" : "others"}`;
	return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
/** A text as it begins a sentence. */
function capitalised(text) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
/** Foreign text in a sentence of ours: it may hold none of what marks it there, and is never long. */
function plainForeign(text) {
	const line = plainLine(text).replace(/[`"]/g, "'");
	return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
/** Foreign text marked as what is to be looked for. */
function foreign(text) {
	return `\`${plainForeign(text)}\``;
}
/** Foreign text marked as what a peer, a file or GitHub said. */
function quoted(text) {
	return `"${plainForeign(text)}"`;
}
// lib/core/findings/rule-sources.js
/** Ourselves: what a run needs, or what keeps a token safe. */
const OURS = "OCPI Onboarding";
/** How a peer lists its versions and their endpoints. */
const DETAILS = "OCPI 2.2.1 version_information_endpoint";
/** How platforms register with each other. */
const CREDENTIALS = "OCPI 2.2.1 credentials";
/** What requests and responses look like, and how they are authorised. */
const TRANSPORT = "OCPI 2.2.1 transport_and_format";
/** What the status codes of responses mean. */
const STATUS_CODES = "OCPI 2.2.1 status_codes";
/** How a hub says which parties are connected to it. */
const CLIENT_INFO = "OCPI 2.2.1 mod_hub_client_info";
/** What ChargeIndia Hub asks of who joins it. */
const ONBOARDING = "ChargeIndia Hub, onboarding";
/** What each answer has to be, as OCPI 2.2.1 transport_and_format has it. */
const ENVELOPE = "an object with the number 1000 as `status_code`, a `timestamp`, and `data`";
// lib/core/findings/inputs.js
const outputsFaults = {
	unset: () => "is not set",
	missing: (path) => `names ${path}, a file that does not exist`,
	folder: (path) => `names ${path}, which is a folder`
};
const SOME$1 = 5;
const ALL = " `connection: all` means every one of them.";
/** How an input names the host to which a token goes. */
const namingOrigin = {
	"hub-url": {
		fix: "Add the hub's own address as `hub-url` to the step, or run it on `push` or `schedule`.",
		snippet: "hub-url: https://hub.chargeindia.com # the address that the account team gave you"
	},
	"platform-url": {
		fix: "Add your platform's own address as `platform-url` to the step, leave `platform-token` out, or run it on `push` or `schedule`.",
		snippet: "platform-url: https://your-platform.com/ocpi/2.2.1 # the address of your own platform"
	}
};
/**
* What is wrong with what a pipeline gave the run, or with what its inputs name. Only a pipeline has inputs: another face says
* that in its own words.
*/
const inputFindings = {
	"input-missing": error("INPUT", "you", OURS, pipeline$1((missing) => missingInput(missing))),
	"input-blank": error("INPUT", "you", OURS, pipeline$1(({ input }) => ({
		message: [`The input \`${input}\` is blank.`, "It holds nothing but spaces or line breaks."],
		fix: `Give \`${input}\` its value, or leave it out. If it comes from a secret, store the secret again.`
	}))),
	"input-not-one-of": error("INPUT", "you", OURS, pipeline$1(({ input, value, allowed, nearest }) => ({
		message: [`The input \`${input}\` is ${quoted(value)}, which is not one of its values.`],
		fix: `${nearest === void 0 ? "" : `Did you mean ${code$1(nearest)}? `}Use one of: ${allowed.map(code$1).join(", ")}.`
	}))),
	"input-duration": error("INPUT", "you", OURS, pipeline$1(({ input, value }) => ({
		message: [`The input \`${input}\` is ${quoted(value)}, which is not a duration.`],
		fix: /^\d+$/.test(value) ? `A bare number has no unit: write \`${value}s\` for seconds or \`${value}m\` for minutes.` : `Write it as \`30s\`, \`2m\` or \`1h\`${input === "request-timeout" ? ": at least `1s`, at most `10m`" : ""}.`
	}))),
	"outputs-nowhere": error("INPUT", "you", "GitHub, workflow commands", pipeline$1(({ path, why }) => ({
		message: [`GITHUB_OUTPUT ${outputsFaults[why](quoted(path))}.`, why === "unset" ? "The hub token would be printed, and anyone who reads the log could use it." : "The outputs of this step would be lost, and the hub token may be one of them."],
		fix: "In a GitHub workflow the runner alone sets GITHUB_OUTPUT: remove what else sets it. Elsewhere create a file before the run that you alone can read, `umask 077; : > outputs.txt`, and name it in GITHUB_OUTPUT."
	}))),
	"input-secret-name": error("INPUT", "you", "GitHub, naming your secrets", pipeline$1(({ value }) => ({
		message: [`The secret that keeps the hub token would be called ${quoted(value)}, and no secret of this name can be used for that.`],
		fix: "Correct `hub-token-secret`: use letters, digits and `_`; do not begin with a digit or with `GITHUB_`, and do not end with `_PENDING`, which is the lock of another token's exchange. The default is `OCPI_HUB_TOKEN`, with the connection's name behind it where the config has several."
	}))),
	"input-repository": error("INPUT", "you", OURS, pipeline$1(({ value, keeps }) => ({
		message: [`GITHUB_REPOSITORY is ${value === "" ? "not set" : quoted(value)}, so it is not known in which repository to keep ${keeps === "token" ? "the hub token" : "the issue"}.`],
		fix: "Run this as a step of a GitHub workflow; elsewhere set GITHUB_REPOSITORY to `owner/name`."
	}))),
	"party-incomplete": error("INPUT", "you", OURS, pipeline$1(({ missing }) => ({
		message: [`The inputs \`role\`, \`country-code\`, \`party-id\` and \`business-name\` go together, but ${list(missing)} ${missing.length === 1 ? "is" : "are"} missing.`],
		fix: "Give all four, or none of them and `roles` in the config."
	}))),
	"input-report-path": error("INPUT", "you", OURS, pipeline$1(({ value }) => ({
		message: [`The input \`report-path\` names ${quoted(value)}, which does not end in \`.json\`, \`.md\` or \`.xml\`.`],
		fix: "Write one path a line, each ending in `.json` for the report as data, `.md` for a page to read, or `.xml` for the tests tab of a CI (JUnit)."
	}))),
	"input-needs": error("INPUT", "you", OURS, pipeline$1(({ input, value, needs }) => ({
		message: [`The input \`${input}: ${value}\` needs \`${needs}\`.`],
		fix: `Add \`${needs}\` to the step.`
	}))),
	"input-other-command": error("INPUT", "you", OURS, pipeline$1(({ input, value, of, command }) => ({
		message: [`\`${input}: ${value}\` is for \`command: ${of}\`, and this step has \`command: ${command}\`.`],
		fix: `Remove \`${input}\` from this step, or give it to a step with \`command: ${of}\`.`
	}))),
	"consent-unused": error("INPUT", "you", OURS, pipeline$1(({ command }) => ({
		message: [`The input \`allow-test-writes\` is for \`command: rehearse\`, and this is ${quoted(command)}.`, "It says that test objects may be made on your platform, which no other command does."],
		fix: "Remove it, or set `command: rehearse`."
	}))),
	"consent-host": error("INPUT", "you", OURS, pipeline$1(({ why, value, host }) => ({
		message: [`The input \`allow-test-writes\` ${noConsents[why](quoted(value))}.`, "Test objects are made on no host but the one that is named so."],
		fix: `If \`${host}\` is the platform for it, write its host name and nothing else. To try only what a platform has to refuse, leave the input out.`,
		snippet: `allow-test-writes: ${host}`
	}))),
	"hub-twice": error("INPUT", "you", OURS, pipeline$1(({ input, file }) => ({
		message: [`The input \`hub-url\` points to ${input}, but the config says ${file}.`, "A token for one hub must not be sent to another."],
		fix: "Remove the input, or correct the one that is wrong."
	}))),
	"event-refused": error("INPUT", "you", OURS, pipeline$1(({ command, event }) => ({
		message: [`\`command: ${command}\` changes something at ${command === "rehearse" ? "your platform where `allow-test-writes` is given" : "the hub"}, and does not run on the event ${foreign(event)}.`, "On it, people who may not write to this repository could choose what is sent."],
		fix: "Run it on `workflow_dispatch`, `push`, `schedule`, `release`, `deployment` or `repository_dispatch`."
	}))),
	"event-needs-origin": error("INPUT", "you", OURS, pipeline$1(({ event, input, named }) => ({
		message: [`On the event ${foreign(event)} the token is sent only to a host that an input names, and \`${input}\` is not given.`, `Only the config file names ${quoted(named)}, and a pull request may have written that file.`],
		...namingOrigin[input]
	}))),
	"event-ignores-origins": note("INPUT", "you", OURS, pipeline$1(({ event, origins }) => ({ message: [`On the event ${foreign(event)} the \`allowed_origins\` of the config file do not count, because a pull request may have written them: no token goes to ${list(origins.map(quoted))}.`] }))),
	"tls-switch-ignored": warning("NET", "you", OURS, pipeline$1(() => ({
		message: ["The environment switches the verification of certificates off (`NODE_TLS_REJECT_UNAUTHORIZED=0`).", "This run verifies them all the same, because a token would go to anyone who answers."],
		fix: "Remove the variable. A private certificate authority is trusted with `NODE_EXTRA_CA_CERTS`, which names a file with its certificate."
	}))),
	"input-overrides-file": note("INPUT", "you", OURS, pipeline$1(({ inputs }) => ({ message: [`Inputs win over the config file: ${list(inputs.map(code$1))}.`] }))),
	"config-missing": error("CONFIG", "you", OURS, pipeline$1(({ path, workspaceEmpty, missing }) => ({
		message: [`There is no \`${path}\`${workspaceEmpty ? " (the workspace is empty)" : ""}, and the inputs alone do not describe the connection${missing.length === 0 ? "" : `: ${list(missing.map(code$1))} ${missing.length === 1 ? "is" : "are"} missing`}.`],
		fix: workspaceEmpty ? "Check the repository out before this step, or give `hub-url`, `platform-url` and the party as inputs." : "Create the file, correct the input `config`, or give `hub-url`, `platform-url` and the party as inputs.",
		...workspaceEmpty ? { snippet: "- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1" } : {}
	}))),
	"connection-unknown": error("CONFIG", "you", OURS, pipeline$1(({ name, known, nearest, takesAll }) => ({
		message: [`The config has no connection ${quoted(name)}.`],
		fix: `${nearest === void 0 ? "" : `Did you mean ${code$1(nearest)}? `}It has ${someOf$2(known)}.${takesAll ? ALL : ""}`
	}))),
	"connection-ambiguous": error("CONFIG", "you", OURS, pipeline$1(({ known, takesAll }) => ({
		message: [`The config has ${known.length} connections, and the input \`connection\` does not say which.`],
		fix: `Set \`connection\` to one of them: ${someOf$2(known)}.${takesAll ? ALL : ""}`
	}))),
	"capsule-differs": error("INPUT", "you", OURS, pipeline$1(({ what, sealed, given }) => ({
		message: ["The recovery capsule belongs to another registration than this job.", `It was sealed for the ${sealedThing[what]} ${quoted(sealed)}, and the job says ${quoted(given)}. Nothing was sent.`],
		fix: `${correction[what]} Nothing is lost: the capsule can be opened again.`
	})))
};
/** The sentences of what only a pipeline can find. */
function pipeline$1(say) {
	return (parameters, { words }) => words.ofPipeline(say(parameters));
}
function someOf$2(connections) {
	return list(connections.map(code$1), SOME$1);
}
function code$1(name) {
	return `\`${name}\``;
}
const noConsents = {
	blank: () => "is blank, and so names no host",
	scheme: (value) => `is ${value}, with a scheme before the host name`,
	path: (value) => `is ${value}, with more behind the host name than a host has`,
	port: (value) => `is ${value}, with a port behind the host name`,
	star: (value) => `is ${value}, which stands for more than one host`,
	other: (value) => `names ${value}, which is not the host of \`platform-url\``
};
const sealedThing = {
	hub: "hub",
	parties: "parties",
	connection: "connection",
	secret: "place"
};
const correction = {
	hub: "Pass the `hub-url` or the `connection` that the capsule was made for, or its own capsule for this one.",
	parties: "Pass the `connection`, or the role and party, that the capsule was made for, or its own capsule for this one.",
	connection: "Pass the `connection` that the capsule was made for, or its own capsule for this one.",
	secret: "Run it in the repository of the capsule, with the same `store`, `store-environment` and `hub-token-secret`."
};
const secretNames = {
	"initial-token": "OCPI_INITIAL_TOKEN",
	"platform-token": "OCPI_PLATFORM_TOKEN",
	"hub-token": "OCPI_HUB_TOKEN",
	"github-token": "OCPI_SECRETS_TOKEN"
};
function missingInput({ input, secret, hint }) {
	if (hint === "fork") return {
		message: [`The input \`${input}\` is empty: workflows that are triggered from a fork, or by Dependabot, get no secrets.`],
		fix: "Run this from a branch of the repository itself."
	};
	if (secret) return {
		message: [`The input \`${input}\` is missing or empty.`],
		fix: `Pass \`${input}\` from a secret. If you do, check the secret's name: a mistyped name, or a secret of an environment that the job does not name, gives an empty value.`,
		snippet: `${input}: \${{ secrets.${secretNames[input] ?? "…"} }}`
	};
	const elsewhere = hint === "no-connection" ? ", or describe the connection in `ocpi.yml`" : "";
	return {
		message: [`The input \`${input}\` is missing.`],
		fix: `Give \`${input}\`${elsewhere}.`
	};
}
// lib/core/findings/all-connections.js
const SOME = 5;
const HOW = "Give a JSON object, or one line for each connection: its name, `=`, its token.";
/** What `connection: all` asks of the inputs, and what a run over many connections meets. */
const allConnectionsFindings = {
	"all-other-command": error("INPUT", "you", OURS, pipeline$1(({ command, commands }) => ({
		message: [`\`connection: all\` is for ${list(commands.map((name) => `\`command: ${name}\``))}, and this step has \`command: ${command}\`.`, "What changes something is done for one connection at a time, in a job of its own."],
		fix: "Name one connection in `connection`. To do it for all, let `command: plan` give the matrix: it takes `connection: all`, and makes a job for each. The example `fleet.yml` onboards hundreds so.",
		snippet: "connection: ${{ matrix.connection }}"
	}))),
	"all-without-config": error("CONFIG", "you", OURS, pipeline$1(({ path }) => ({
		message: [`\`connection: all\` means every connection of the config, and \`${path}\` has none.`],
		fix: "Describe the connections there, correct the input `config`, or check the repository out before this step."
	}))),
	"all-not-alone": error("INPUT", "you", OURS, pipeline$1(({ inputs }) => ({
		message: [`${list(inputs.map((name) => `\`${name}\``))} ${inputs.length === 1 ? "says" : "say"} something of one connection, and this step has \`connection: all\`.`],
		fix: "Remove what is of one connection. Tokens come in `hub-tokens` and `platform-tokens`; everything else stands in the config."
	}))),
	"all-issues": error("INPUT", "you", "GitHub, rate limits for the REST API", pipeline$1(({ count, limit }) => ({
		message: [`\`track-issue\` keeps one issue for each connection, and the config has ${count}.`, `With \`connection: all\` it takes ${limit} connections at most, because GitHub limits how much a job may ask and write in an hour.`],
		fix: "Remove `track-issue`: the summary has one table for all. Or track the issues in a matrix, with a job for each connection."
	}))),
	"tokens-without-all": error("INPUT", "you", OURS, pipeline$1(({ input }) => ({
		message: [`The input \`${input}\` is for \`connection: all\`, and this step is about one connection.`],
		fix: `Set \`connection: all\`, or pass the token of the one connection as \`${singular(input)}\`.`
	}))),
	"tokens-missing": error("INPUT", "you", OURS, pipeline$1(({ input, secrets, more }) => ({
		message: [`The input \`${input}\` is missing or empty.`, "With `connection: all` it has one line for each connection: its name, `=`, its token."],
		fix: `Pass each token from its secret${more === 0 ? "" : `, and those of the ${more} other connections likewise`}. Are the secrets in an environment for each connection? Then no step reads them all: the example \`fleet.yml\` has a job for each.`,
		snippet: [`${input}: |`, ...secrets.map(({ connection, secret }) => `  ${connection}=\${{ secrets.${secret} }}`)].join("\n")
	}))),
	"tokens-unreadable": error("INPUT", "you", OURS, pipeline$1(({ input, fault }) => unreadable$2(input, fault))),
	"tokens-unknown": error("INPUT", "you", OURS, pipeline$1(({ input, at, more, nearest, known }) => ({
		message: [`The input \`${input}\` names in its ${ordinal(at)} entry${more === 0 ? "" : `, and in ${more} more,`} no connection of the config.`, "What stands there is not shown: it may be a token."],
		fix: `${nearest === void 0 ? "" : `Is \`${nearest}\` meant? `}Use the names of the connections (${list(known.map((name) => `\`${name}\``), SOME)}) or of their secrets, and nothing else: no step needs every secret of a repository.`
	}))),
	"tokens-differ": error("INPUT", "you", OURS, pipeline$1(({ input, connection }) => ({
		message: [`The input \`${input}\` gives the connection \`${connection}\` two tokens that differ.`, "Which of them is meant is not known, so none is sent."],
		fix: `Leave one entry for \`${connection}\`: by its own name, or by the name of its secret.`
	}))),
	"token-not-among": error("INPUT", "you", OURS, pipeline$1(({ input, connection, secret }) => ({
		message: [`The input \`${input}\` has no token for this connection.`],
		fix: "Add its line. If it is there, check the secret's name: a mistyped name, or a secret that was stored after the run was queued, gives an empty value.",
		snippet: `${connection}=\${{ secrets.${secret} }}`
	}))),
	"host-holds-back": error("NET", "you", "RFC 9110, Retry-After", ({ host, seconds }) => ({
		message: [`\`${host}\` asked for fewer requests, and for none in the next ${seconds} seconds.`, "So this connection was not looked at."],
		fix: "Run it again later, or ask the account team for a higher limit."
	}))
};
function singular(input) {
	return input.slice(0, -1);
}
function ordinal(at) {
	return `${at}${{
		1: "st",
		2: "nd",
		3: "rd"
	}[at % 100 > 10 && at % 100 < 14 ? 0 : at % 10] ?? "th"}`;
}
function unreadable$2(input, fault) {
	switch (fault.why) {
		case "size": return {
			message: [`The input \`${input}\` has ${Math.ceil(fault.bytes / 1e3)} kB.`, "It may have 100 kB at most."],
			fix: "Give the tokens of these connections alone, one line each, or split the connections over several steps with a config each."
		};
		case "json": return {
			message: [`The input \`${input}\` begins like JSON, and is none.`],
			fix: HOW
		};
		case "object": return {
			message: [`The input \`${input}\` is JSON, but no object of names and tokens.`],
			fix: HOW
		};
		case "value": return {
			message: [`The input \`${input}\` has a value in its ${ordinal(fault.at)} entry that is no text.`],
			fix: HOW
		};
		case "line": return {
			message: [`The input \`${input}\` is neither a JSON object nor lines of \`name=token\`: line ${fault.at} has no name before a \`=\`.`],
			fix: HOW
		};
	}
}
// lib/core/findings/account-team.js
/** When to ask for a reset that another run may make unnecessary. */
const SAME_AGAIN = "another run, with the initial token and 5 minutes later, ends the same way";
const MESSAGE = "e-mail the account team the message for them";
/** To send the account team what the report has for them; fits into the middle of a sentence. */
function sendMessage({ findMessage }) {
	return `${MESSAGE} (${findMessage})`;
}
/** Whether a sentence asks for that. */
function speaksOfMessage(sentence) {
	return sentence.toLowerCase().includes(MESSAGE);
}
/** To have the registration reset, and to begin anew. */
function askForReset(words) {
	return `${resetRequest(words)}. When you have that token, ${useNewToken(words)}`;
}
/** For who was interrupted: what is left of the interrupted exchange goes only after the registration was reset. */
function askForResetOf(lockPlace, words) {
	if (lockPlace === "") return `${resetRequest(words)}. When you have that token, ${useNewToken(words)}`;
	return `${resetRequest(words)}. ${words.onceReset(lockPlace)}, ${useNewToken(words)}`;
}
/** To register with an initial token that the account team issued anew. */
function useNewToken({ giveInitialToken, exchange }) {
	return `${giveInitialToken}, and ${exchange}.`;
}
/** After a definite refusal that was not about the token. */
function exchangeWithSameToken({ exchange }) {
	return `${exchange} with the same initial token.`;
}
function resetRequest(words) {
	return `${sendMessage(words)}: "please reset our registration and issue a new initial token"`;
}
// lib/core/ocpi/status-codes.js
const meanings = {
	1e3: "success",
	2e3: "client error",
	2001: "invalid or missing parameters",
	2002: "not enough information",
	2003: "unknown location",
	2004: "unknown token",
	3e3: "server error",
	3001: "unable to use the client's API",
	3002: "unsupported version",
	3003: "no matching endpoints, or expected endpoints are missing",
	4e3: "hub error",
	4001: "unknown receiver",
	4002: "timeout on a forwarded request",
	4003: "receiving party not connected"
};
/** What a status code means in OCPI 2.2.1 itself. */
function specifiedMeaning(code) {
	return meanings[code] ?? "not defined";
}
/** Whether the code means success: 1000, and 1900 to 1999 for custom successes (OCPI 2.2.1 status_codes). */
function isSuccess(statusCode) {
	return statusCode >= 1e3 && statusCode <= 1999;
}
// lib/core/findings/response-summary.js
/** Whether an answer is a success of HTTP whose body is OCPI without its envelope. */
function isBareSuccess({ httpStatus = 0, body }) {
	return body === "bare" && httpStatus >= 200 && httpStatus <= 299;
}
/**
* Whether an answer asks for fewer requests: HTTP 429, or a success of HTTP with the hub's own code for it. What is said with
* another status is about something else: `2004` is OCPI's "unknown token", too.
*/
function isRateLimited({ httpStatus = 0, statusCode }, rateLimitedCode) {
	return httpStatus === 429 || httpStatus >= 200 && httpStatus <= 299 && statusCode !== void 0 && statusCode === rateLimitedCode;
}
// lib/core/findings/transport-codes.js
/** The code of a request that was not made because the environment keeps certificates from being verified. */
const UNVERIFIED = "CERT_VERIFICATION_OFF";
const otherTlsCodes = /* @__PURE__ */ new Set([
	"CERT_HAS_EXPIRED",
	"ERR_TLS_CERT_ALTNAME_INVALID",
	UNVERIFIED
]);
/** The HTTP status with which a proxy refused, as `PROXY_407` has it; undefined for other codes. */
function proxyRefusal(code) {
	const status = /^PROXY_(\d{3})$/.exec(code ?? "")?.[1];
	return status === void 0 ? void 0 : Number(status);
}
/** Whether a code is about TLS or a certificate. */
function isOfTls(code) {
	return /CERT|TLS|SSL|SIGNATURE/.test(code ?? "");
}
/** Whether it is one of OpenSSL's own errors, which may come at any moment, also behind a request that has been sent. */
function isOfTlsTraffic(code) {
	return code?.startsWith("ERR_SSL_") === true;
}
/** Whether a code says that the peer's own certificate is at fault, or is not trusted. */
function isOfCertificate(code) {
	return isOfTls(code) && !isOfTlsTraffic(code) && code !== "CERT_VERIFICATION_OFF";
}
/** Whether a code says that no authority that this machine trusts vouches for the peer's certificate. */
function isUntrustedCertificate(code) {
	return isOfTls(code) && !isOfTlsTraffic(code) && !otherTlsCodes.has(code ?? "");
}
// lib/core/findings/answer-words.js
/** `GET https://… answered HTTP 401, OCPI code 2002 (…): "…".` The profile is that of a hub; a platform has none. */
function outcomeWords(response, profile) {
	const asked = `${response.method} ${response.url}`;
	if (response.httpStatus === void 0) return `${asked}: ${reason(response.error)}.`;
	const { statusMessage = "", fields = [] } = response;
	const complaint = fields.length === 0 ? "" : `; it names ${list(fields.map(foreign))}`;
	const said = statusMessage === "" ? complaint : `: ${quoted(statusMessage)}`;
	if (response.statusCode !== void 0) return `${asked} answered HTTP ${response.httpStatus}, OCPI code ${response.statusCode} (${codeMeanings(response, response.statusCode, profile)})${said}.`;
	return `${asked} answered HTTP ${response.httpStatus}${{
		html: " with a web page",
		empty: " with an empty body",
		text: " with a body that is not JSON",
		bare: " with JSON that is not in the OCPI envelope",
		json: " with JSON that is no OCPI answer",
		envelope: "",
		none: "",
		cut: " with a body that is cut off"
	}[response.body]}${complaint}.`;
}
/** Why nothing came back: first who was silent, or what stood in the way, and then the request. */
function silenceWords(peer, { method, url, error }) {
	const refusal = proxyRefusal(error);
	if (refusal !== void 0) return [`The proxy on the way to ${peer} ${refusalWords$1(refusal)}.`, `It answered HTTP ${refusal} to ${method} ${url}.`];
	if (error === "CERT_VERIFICATION_OFF") return [`${capitalised(peer)} was not asked, because its certificate would not be verified: NODE_TLS_REJECT_UNAUTHORIZED is 0 in the environment.`, `${method} ${url} did not leave.`];
	if (isUntrustedCertificate(error)) return [`${capitalised(peer)}'s certificate is not trusted.`, `${method} ${url}: ${error}.`];
	return [`${capitalised(peer)} did not answer.`, `${method} ${url}: ${reason(error)}.`];
}
const inTime$1 = "no answer within the time limit";
/** Codes of a request that came to nothing, in words; `{code}` stands for the code itself. */
const reasons$1 = {
	NETWORK: "the connection failed",
	CANCELLED: "the run was stopped",
	ECONNREFUSED: "the connection was refused ({code})",
	ENOTFOUND: "the host name could not be resolved ({code})",
	EAI_AGAIN: "the host name could not be resolved ({code})",
	TIMEOUT: inTime$1,
	UND_ERR_HEADERS_TIMEOUT: inTime$1,
	UND_ERR_BODY_TIMEOUT: inTime$1,
	UND_ERR_CONNECT_TIMEOUT: "no connection within the time limit ({code})",
	ETIMEDOUT: "no connection within the time limit ({code})",
	ECONNRESET: "the connection broke ({code})",
	UND_ERR_SOCKET: "the connection broke ({code})",
	EPIPE: "the connection broke ({code})",
	CERT_HAS_EXPIRED: "its certificate has expired ({code})",
	ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host ({code})",
	ERR_SSL_WRONG_VERSION_NUMBER: "there is no TLS on this port ({code})",
	[UNVERIFIED]: "its certificate would not be verified ({code})"
};
/** A code of {@link ResponseSummary} in words. */
function reason(code) {
	if (code === void 0) return "no answer";
	const known = Object.hasOwn(reasons$1, code) ? reasons$1[code] : void 0;
	if (known !== void 0) return known.replace("{code}", code);
	const refusal = proxyRefusal(code);
	if (refusal !== void 0) return `the proxy ${refusalWords$1(refusal)} (HTTP ${refusal})`;
	if (/^HPE_|^UND_ERR_RES|^UND_ERR_HEADERS_OVERFLOW/.test(code)) return `its answer is no HTTP that can be read (${foreign(code)})`;
	return isUntrustedCertificate(code) ? `its certificate is not trusted (${code})` : `the request could not be made (${foreign(code)})`;
}
/** What a proxy does that answers to CONNECT with this status (RFC 9110, 9.3.6 and 15.5.8). */
function refusalWords$1(status) {
	if (status === 407) return "asks for a login";
	return status >= 500 ? "could not reach it" : "did not let the request through";
}
function codeMeanings(response, code, profile) {
	const here = code === profile?.rateLimitedCode && !isRateLimited(response, code) ? void 0 : profile?.codeMeanings[code];
	return profile === void 0 || here === void 0 ? specifiedMeaning(code) : `at ${profile.title}: ${here}`;
}
// lib/core/findings/field-advice.js
/** What to mend when the hub refuses fields of what was sent: what carries them. */
function adviceOnFields({ fields = [] }, words) {
	return `Add or correct what the hub names: ${list([...new Set(fields.map((field) => carrier(field, words)))])}.`;
}
/** Where a person writes a field of the credentials, such as `roles[0].business_details.website`. */
function carrier(field, words) {
	const names = field.replace(/\[\d+\]/g, "").split(".");
	const [root, leaf = ""] = [names[0], names.at(-1)];
	if (root === "token") return words.theToken("platform-token");
	if (root === "url") return words.platformUrl;
	const input = words.inputOfRole(leaf);
	const line = `${names.map((name) => `\`${name}\``).join(" → ")} in \`ocpi.yml\``;
	return input === void 0 ? line : `${line} (or ${input})`;
}
// lib/core/findings/confirmation.js
const REFUSED_LATER = "a later run says that the hub refuses the stored token";
/** What came of a PUT: a confirmation, an update or a rotation. */
const confirmationFindings = {
	"confirm-refused": error("HSK-25", "account-team", ONBOARDING, ({ response, isKnown }, { words, profile }) => ({
		message: ["The hub issued its token, but refused its confirmation.", `${outcomeWords(response, profile)} ${registrationWords(isKnown)}The hub token is kept.`],
		fix: response.fields === void 0 ? `${capitalised(sendMessage(words))}; when they have answered, ${words.update}: it sends the same once more.` : `${adviceOnFields(response, words)} Then ${words.update}: it sends them once more.`,
		...response.fields === void 0 ? {} : { who: "you" }
	})),
	"confirm-not-possible": warning("HSK-26", "account-team", CREDENTIALS, ({ response, isKnown }, { words, profile }) => ({
		message: ["The hub does not take a confirmation.", `${outcomeWords(response, profile)} ${registrationWords(isKnown)}The hub token works all the same.`],
		fix: `Nothing to do if the party is CONNECTED; otherwise ${sendMessage(words)}.`
	})),
	"confirm-unreadable": error("HSK-27", "account-team", CREDENTIALS, ({ response, lockPlace }, { words, profile }) => ({
		message: ["The hub accepted the confirmation, but its answer cannot be read.", `${outcomeWords(response, profile)} The hub may have replaced the token by one that was in it; the answer is sealed in the recovery capsule.`],
		fix: `${capitalised(words.exchange)}${words.afterLease}${words.withStoredToken}. If the hub refuses that token then, ${askForResetOf(lockPlace, words)} ${words.forgetRefusedToken}`,
		ask: {
			for: "reset",
			onlyIf: REFUSED_LATER
		}
	})),
	"confirm-in-doubt": error("HSK-32", "account-team", TRANSPORT, ({ by, response, successor }, { words, profile }) => ({
		message: [`The ${by === "exchange" ? "confirmation" : "update"} was sent, but its outcome is not known.`, `${outcomeWords(response, profile)} The hub token is kept${successor ? "; a new one is in a recovery capsule" : ""}.`],
		fix: `${afterDoubt(by, words)}. If the hub refuses the hub token then, ${sendMessage(words)}: the one of this run, not of the later one.`,
		ask: {
			for: "reset",
			onlyIf: REFUSED_LATER
		},
		remedy: "exchange"
	})),
	"confirm-changed-token": note("HSK-27", "hub", CREDENTIALS, () => ({ message: ["The hub issued a new token when it was told of the platform.", "It works, and it took the first one's place."] })),
	"confirm-token-not-working": warning("HSK-28", "hub", CREDENTIALS, (_, { words }) => ({
		message: ["The hub issued a new token when it was told of the platform, but only the first one works.", "That one stays the hub token; the new one is in a recovery capsule."],
		fix: `${capitalised(sendMessage(words))}: it asks which of the two is valid. Keep the new one's recovery capsule (a text that begins with \`ocpi-capsule:v1:\` ${words.findCapsule}) until they have answered. If it is the new one, ${words.recoverFromCapsule}.`,
		ask: { for: "choose" }
	})),
	"confirmation-outstanding": warning("HSK-25", "you", ONBOARDING, ({ why, lockPlace }, { words }) => ({
		message: [`The hub token is kept, but the registration is not confirmed yet: ${whyOutstanding[why]}.`],
		fix: lockPlace === "" ? `${capitalised(words.update)}: it sends the confirmation.` : `${capitalised(words.exchangeWithStoredToken)}${words.afterLease}: the ${lockPlace} tells it to confirm.`
	})),
	"update-refused": error("HSK-25", "you", CREDENTIALS, ({ response, isKnown }, telling) => ({
		message: ["The hub refused the update.", `${outcomeWords(response, telling.profile)} ${registrationWords(isKnown)}${isKnown === false ? "" : "The registration is as it was."}`.trimEnd()],
		fix: adviceOnRefusedUpdate(response, isKnown, telling.words)
	}))
};
/** What HTTP 405 to PUT or DELETE means, where GET credentials told it. */
function registrationWords(isKnown) {
	if (isKnown === void 0) return "";
	return isKnown ? "It still shows our credentials, so it knows the registration, but it does not offer this request. " : "It does not show our credentials: it may not know the registration, or not offer this request. ";
}
function adviceOnRefusedUpdate(response, isKnown, words) {
	if (response.fields !== void 0) return `${adviceOnFields(response, words)} Then ${words.rerun}.`;
	if (response.httpStatus !== 405) return `Compare the party and ${words.platformUrl} with what the account team assigned. If they agree, ${sendMessage(words)}.`;
	return isKnown === true ? `${capitalised(sendMessage(words))}: it asks them to enter the URL and the parties by hand, because this hub takes no PUT of credentials. Until they have answered, leave your platform as it was.` : `${capitalised(sendMessage(words))}: it asks them whether you are registered, and whether the hub takes a PUT of credentials.`;
}
/** How to go on after a PUT whose outcome is not known: an exchange in its place would undo a rotation. */
function afterDoubt(by, words) {
	switch (by) {
		case "exchange": return `${capitalised(words.exchange)}${words.afterLease}${words.withStoredToken}. If the party is still PLANNED then, ${words.update}`;
		case "update": return `${capitalised(words.update)}${words.afterLease}`;
		case "rotate": return `Rotate again${words.afterLease}, with the same new token: ${words.rotate}`;
	}
}
const whyOutstanding = {
	"no-platform": "this run was not told the platform's URL",
	"not-ready": "what is said above comes first",
	"not-sent": "the hub could not be reached for that",
	late: "everything took so long that another run may have taken over by now"
};
// lib/core/findings/dry-run.js
/** What a dry run says of the exchange, and of the delivery that it tries. */
const dryRunFindings = {
	"dry-run-would": {
		...note("INPUT", "you", OURS, (would, { words }) => words.dryRun.would(would)),
		grade: ({ next }) => next === "try" ? "warning" : "info"
	},
	"rehearsal-token": note("INPUT", "you", OURS, (_, { words }) => words.dryRun.delivers()),
	"rehearsal-none": note("INPUT", "you", OURS, (none, { words }) => words.dryRun.deliversNothing(none))
};
// lib/core/findings/advice.js
/** What to do when the hub did not answer, by the code of the error. */
function adviceOnSilence(code, words) {
	const { hubUrl } = words;
	const refusal = proxyRefusal(code);
	if (refusal !== void 0) return adviceOnProxy(refusal, "the hub", words);
	if (code === "CERT_VERIFICATION_OFF") return verifyAgain(words);
	if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `Check the host in ${hubUrl}. If it is right, and only a proxy leads out of your network, ${words.checkProxy}.`;
	if (code === "CERT_HAS_EXPIRED") return `Check the host in ${hubUrl}. If it is right, tell the account team; ${words.rerun} when it is renewed.`;
	if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return `Check the host in ${hubUrl}.`;
	if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return `Check \`https:\` and the port in ${hubUrl}.`;
	if (isUntrustedCertificate(code)) return `Check the host in ${hubUrl}. If the hub has a private certificate authority, or a proxy puts its own certificate in the place of the hub's, ${words.trustAuthority}.`;
	return `Check ${hubUrl}, and that ${words.theMachine} may reach the hub; if only a proxy leads out of your network, ${words.checkProxy}. Then ${words.rerun}: it is safe.`;
}
/**
* The same for a platform that did not answer.
* @param otherwise what to do where the hub reaches the platform and this machine does not.
*/
function adviceOnSilentPlatform(code, otherwise, words) {
	if (code === "CERT_VERIFICATION_OFF") return verifyAgain(words);
	const refusal = proxyRefusal(code);
	if (code === "ECONNRESET" || code === "UND_ERR_SOCKET") return `Check that your platform is running, and that ${words.platformUrl} is its address: the connection broke before an answer. If a firewall admits only the hub's addresses, ${otherwise}.`;
	if (code === "ECONNREFUSED") return `Check that your platform is running, and the port in ${words.platformUrl}: no program answers there. If a firewall admits only the hub's addresses, ${otherwise}.`;
	return refusal === void 0 ? `Check ${words.platformUrl}, DNS, the firewall and the certificate chain. If the platform admits only the hub's addresses, ${otherwise}.` : `${adviceOnProxy(refusal, "your platform", words)} If the hub reaches the platform by another way, ${otherwise}.`;
}
/** What to do about an answer of the hub that is of no use. */
function adviceOnAnswer(response, { rateLimitedCode }, words) {
	if (isRateLimited(response, rateLimitedCode)) return `The hub asks for fewer requests. ${capitalised(words.rerun)} in a few minutes.`;
	if (isOcpiRefusal(response)) return `The hub answers in OCPI, so ${words.hubUrl} is right. Check that the token is the whole one that this hub gave you; if it is, and you know how the hub takes it, ${words.settleEncoding()}.`;
	if ((response.httpStatus ?? 0) >= 500 || (response.statusCode ?? 0) >= 3e3) return `The hub has a problem. ${capitalised(words.rerun)} later: it is safe.`;
	if (response.httpStatus === 401 || response.httpStatus === 403) return `If ${words.hubUrl} is right, a firewall before the hub may not admit ${words.thisMachine}: ask the account team, or ${words.comeFromElsewhere}.`;
	return `Check ${words.hubUrl}: it is the hub's origin, such as \`https://hub.chargeindia.com\`, or its versions URL.`;
}
/** Whether a GET was answered no in OCPI's own words: then the address is right, and the token may be what it is about. */
function isOcpiRefusal({ method, httpStatus = 0, statusCode = 0 }) {
	return method === "GET" && statusCode >= 2e3 && statusCode <= 2999 && httpStatus < 500 && httpStatus !== 404;
}
/** Whether a refusal is about what was sent, and not about where to, how often or from where. */
function isAboutData(response, { rateLimitedCode }) {
	const { httpStatus = 0, body } = response;
	return !(body === "html" || httpStatus === 404 || Math.floor(httpStatus / 100) === 3) && !isRateLimited(response, rateLimitedCode);
}
/** What to mend when the hub refuses what was sent: what it names, or else what is most often wrong. */
function adviceOnData(response, words) {
	if (response.fields !== void 0) return adviceOnFields(response, words);
	const compare = `compare the role, country code and party id with what the account team assigned, and check ${words.platformUrl}.`;
	return response.statusMessage === void 0 ? capitalised(compare) : `If the hub's words do not say what to fix, ${compare}`;
}
/** What to do where a hub lacks what this run cannot do without, and nothing documented takes its place. */
function adviceOnMissing(words) {
	return { fix: `Check ${words.hubUrl}. If it is right, tell the account team: the hub's operator has to fix this, and no run can register before.` };
}
/**
* What to do about a URL that is on another host than the hub's.
* @param hub the hub's origin.
*/
function adviceOnOrigin(url, hub) {
	const { protocol = "", host = "", port = "", origin: written = "" } = URL.parse(url) ?? {};
	const isInsecure = protocol === "http:" && !hub.startsWith("http:");
	if (!protocol.startsWith("http") || isInsecure && port !== "") return { fix: "Tell the account team: no token goes there, but only to addresses with `https:`." };
	return {
		fix: "Ask the account team whether that host is theirs. Only if they confirm it, allow its origin in the `hub` of the connection in `ocpi.yml`.",
		snippet: `allowed_origins: [${plainForeign(isInsecure ? `https://${host}` : written)}]`
	};
}
function adviceOnProxy(status, peer, words) {
	return `${capitalised(status === 407 ? words.signInAtProxy : `${words.checkProxy}, and ask the operator of the proxy to let requests to ${peer} through`)}. Then ${words.rerun}: it is safe.`;
}
function verifyAgain({ trustAuthority }) {
	return `Start the program again without that variable: a token would go to anyone who answers. Where certificates are of a private authority, ${trustAuthority}.`;
}
/** What mends that nothing came back, by the code of the error: the settings of this machine, where they are in the way. */
function remedyOfSilence(code) {
	if (proxyRefusal(code) !== void 0) return { remedy: "proxy-settings" };
	return isUntrustedCertificate(code) ? { remedy: "certificate-settings" } : {};
}
// lib/core/findings/exchange.js
function adviceOnInitialToken(isBesideCrash, words) {
	const isWhole = `Check that ${words.theToken("initial-token")} is the whole token, and belongs to the hub at ${words.hubUrl} (test or production).`;
	if (isBesideCrash) return `${isWhole} ${capitalised(words.rerun)} later, when the hub does not break down any more. If you know how it takes the token, ${words.settleEncoding()}.`;
	return `${isWhole} If it does, it is used up or revoked: check whether a colleague or ${words.otherPlace} has registered already and holds the hub token or a recovery capsule. If not, ${sendMessage(words)}; ${useNewToken(words)}`;
}
/** What to do when a hub could not use the platform, and to exchange then. */
function adviceOnPlatform({ platformUrl, seen }, { words, profile }) {
	const look = `check the platform's log for the time of this run: when the hub calls ${profile.healthPath === void 0 ? "" : `\`${profile.healthPath}\`, `}${words.platformUrl} (${foreign(platformUrl)}) or the version details that your platform lists, with the platform token, the platform has to answer HTTP 200. If no call of the hub is in the log, it does not get there: check the firewall.`;
	const again = exchangeWithSameToken(words);
	switch (seen) {
		case "failing": return `First fix what this run itself found at your platform: that is the likely reason. Then ${again} If it ends the same way, ${look}`;
		case "fine": return `This run itself got good answers from your platform, but from another address: ${look} Then ${again}`;
		case "unseen": return `This run did not check your platform itself: ${look} Then ${again}`;
	}
}
/** What to do about a refused exchange. */
function adviceOnRefusal({ response, otherEncoding, isAnswering }, { words, profile }) {
	const { httpStatus, body } = response;
	if (isAnswering && httpStatus === 404 && body !== "html") return `The hub's versions accept this initial token, so ${words.hubUrl} is right, but its credentials endpoint does not take it: most likely only the hub can fix that. ${capitalised(words.exchange)} with the same initial token; if it ends the same way, ${sendMessage(words)}.`;
	if (!isAboutData(response, profile)) return adviceOnAnswer(response, profile, words);
	return `${otherEncoding === void 0 ? "" : `The token was sent ${{
		plain: "in Base64",
		base64: "as it is"
	}[otherEncoding]}: if the hub's words are about the token or the header, ${words.settleEncoding(otherEncoding)}. `}${adviceOnData(response, words)} Then ${exchangeWithSameToken(words)}`;
}
function doubtfulRefusal({ response, opens, lockPlace }, { words, profile }) {
	if (opens === "unknown") return {
		message: ["The hub refused the exchange, and then gave no usable answer: it is not known whether it registered the platform.", outcomeWords(response, profile)],
		who: "you",
		fix: `${capitalised(words.exchange)}${words.afterLease}, with everything as it is${lockPlace === "" ? "" : `, the ${lockPlace} too`}: it checks whether the initial token still works, and goes on from there.`,
		ask: {
			for: "reset",
			onlyIf: SAME_AGAIN
		},
		remedy: "exchange"
	};
	return {
		message: ["The hub refused the exchange, and does not accept the initial token any more.", `${outcomeWords(response, profile)} It may have used the token up, or even have registered the platform.`],
		fix: `${isAboutData(response, profile) ? `${adviceOnData(response, words)} ` : ""}The initial token is of no use any more: ${askForResetOf(lockPlace, words)}`,
		ask: { for: "reset" },
		remedy: "ask-account-team"
	};
}
/** What came of the POST of an exchange. */
const exchangeFindings = {
	"first-run-needs-initial-token": error("INPUT", "you", OURS, (_, { words }) => ({
		message: [`There is no hub token yet and no ${words.tokenName("initial-token")} to get one with.`],
		...words.firstInitialToken
	})),
	"post-not-sent": error("NET", "you", OURS, ({ response }, { words }) => ({
		message: [`The ${response.method === "POST" ? "exchange" : "update"} could not be sent.`, `${response.method} ${response.url}: ${reason(response.error)}. The registration is as it was.`],
		fix: adviceOnSilence(response.error, words),
		...remedyOfSilence(response.error)
	})),
	"post-unauthorised": error("HSK-07", "you", CREDENTIALS, ({ response, isBesideCrash }, telling) => ({
		message: ["The hub does not accept the initial token.", outcomeWords(response, telling.profile)],
		fix: adviceOnInitialToken(isBesideCrash === true, telling.words),
		remedy: "set-token"
	})),
	"post-already-registered": error("HSK-06", "you", CREDENTIALS, ({ response }, { words, profile }) => ({
		message: ["The hub says that this platform is registered already.", outcomeWords(response, profile)],
		fix: `If you have the hub token, ${words.giveHubToken}. If it is lost, ${askForReset(words)}`,
		ask: {
			for: "reset",
			onlyIf: "the hub token is lost"
		},
		remedy: "ask-account-team"
	})),
	"post-platform-unusable": error("HSK-08", "platform", STATUS_CODES, (refusal, telling) => ({
		message: ["The hub could not use your platform.", outcomeWords(refusal.response, telling.profile)],
		fix: adviceOnPlatform(refusal, telling)
	})),
	"post-crashed-twice": error("HSK-08", "platform", STATUS_CODES, (refusal, telling) => ({
		message: ["The hub failed at the exchange twice, in the same way, and the initial token still works.", outcomeWords(refusal.response, telling.profile)],
		fix: `The hub does not say why. It may be that it cannot use the platform, and that you can check: begin there. ${adviceOnPlatform(refusal, telling)} If nothing helps, ${sendMessage(telling.words)}.`
	})),
	"post-version": error("HSK-09", "platform", STATUS_CODES, ({ response }, { words, profile }) => ({
		message: ["The hub and your platform have no OCPI version in common.", outcomeWords(response, profile)],
		fix: `Offer ${profile.version} in the platform's list of versions. Then ${exchangeWithSameToken(words)}`
	})),
	"post-endpoints": error("HSK-10", "platform", STATUS_CODES, ({ response }, { words, profile }) => ({
		message: ["Your platform lacks an endpoint that the hub needs.", outcomeWords(response, profile)],
		fix: `List the missing module in the platform's version details; ${response.statusMessage === void 0 ? "" : "if the hub's words do not name it, "}ask the account team which one it is. Then ${exchangeWithSameToken(words)}`
	})),
	"post-refused": error("HSK-11", "you", STATUS_CODES, (refusal, telling) => ({
		message: [
			"The hub refused the exchange.",
			outcomeWords(refusal.response, telling.profile),
			...refusal.otherEncoding === void 0 ? [] : ["What it shows opens to a made-up token, too, so the run could not learn how it takes the token."]
		],
		fix: adviceOnRefusal(refusal, telling)
	})),
	"post-refusal-doubtful": error("HSK-11", "account-team", CREDENTIALS, (refusal, telling) => doubtfulRefusal(refusal, telling)),
	"post-lost": warning("HSK-32", "hub", TRANSPORT, ({ response }, { profile }) => ({ message: ["The exchange was sent, but no usable answer came back.", outcomeWords(response, profile)] })),
	"post-in-doubt": error("HSK-32", "account-team", TRANSPORT, ({ response, lockPlace }, { words, profile }) => ({
		message: ["The exchange was sent again, and its outcome is not known.", outcomeWords(response, profile)],
		fix: `${capitalised(words.exchange)}${words.afterLease}: it finds out what can be found out. If that one ends the same way, ${askForResetOf(lockPlace, words)}`,
		ask: {
			for: "reset",
			onlyIf: SAME_AGAIN
		},
		remedy: "exchange"
	})),
	"post-unreadable": error("HSK-12", "account-team", CREDENTIALS, ({ response, lockPlace }, { words, profile }) => ({
		message: [response.body === "envelope" ? "The hub accepted the exchange, but its answer holds no token." : "The hub answered the exchange with HTTP success, but neither with a token nor in the form of OCPI: it may have refused.", `${outcomeWords(response, profile)} It may hold a token after all, so it is not shown, but sealed in the recovery capsule.`],
		fix: capitalised(askForResetOf(lockPlace, words)),
		ask: { for: "reset" },
		remedy: "ask-account-team"
	}))
};
// lib/core/findings/hub-token.js
/** What is wrong with the hub token, and about the hub that issued it. */
const hubTokenFindings = {
	"token-in-error-answer": warning("HSK-05", "hub", STATUS_CODES, ({ response }, { profile }) => ({
		message: ["The hub issued a token in an answer that is an error.", `${outcomeWords(response, profile)} The token was kept.`],
		...nothingToDo
	})),
	"token-in-broken-answer": warning("HSK-12", "hub", CREDENTIALS, ({ method }) => ({
		message: [`The hub's answer to the ${method} was incomplete or broken.`, "The token in it was whole and was kept."],
		...nothingToDo
	})),
	"token-unusual": warning("HSK-12", "hub", CREDENTIALS, () => ({
		message: ["The hub token is not as OCPI allows (at most 64 characters, printable ASCII).", "It was kept as it is."],
		fix: "Check that the platform can store and send it."
	})),
	"token-unstored": error("HSK-14", "you", OURS, (unstored, { words }) => words.tokenUnstored(unstored)),
	"token-unproven": error("HSK-23", "account-team", CREDENTIALS, ({ response }, { words, profile }) => ({
		message: ["The hub token is kept, but the hub does not accept it yet.", outcomeWords(response, profile)],
		fix: `${capitalised(words.exchange)} in a few minutes${words.withStoredToken}. If it fails again, ${sendMessage(words)}.`
	})),
	"token-untried": error("HSK-23", "you", CREDENTIALS, (_, { words }) => ({
		message: ["The hub token is kept, but the run was stopped before it was tried and the registration confirmed."],
		fix: `${capitalised(words.exchange)}${words.afterLease}${words.withStoredToken}: it goes on where this run stopped.`
	})),
	"hub-other-party": error("HSK-18", "you", ONBOARDING, ({ got, expected, named }, { words }) => ({
		message: [`The hub says that it is ${foreign(got)}, where ${expected} (HUB) was expected.`, "Its token is kept, because a hub issues it once; nothing more was done with it."],
		fix: `Check that ${words.hubUrl} and the initial token are those of this hub, and both of test or both of production. If they are, name the hub's party in \`ocpi.yml\`, and ${words.rerun}. If they are not, do not use the token, and ask the account team of that hub to undo the registration.`,
		snippet: `hub: { party: ${/^[A-Za-z]{2}\*[A-Za-z0-9]{1,3}$/.test(named) ? named : expected} }`
	})),
	"hub-identity-absent": note("HSK-18", "hub", ONBOARDING, ({ expected }) => ({
		message: [`The hub's credentials do not say who it is; ${expected} (HUB) was expected.`],
		...nothingToDo
	})),
	"hub-identity-form": note("HSK-18", "hub", ONBOARDING, ({ got, expected }) => ({
		message: [`The hub writes its party as ${foreign(got)}, and ${expected} (HUB) is meant.`],
		...nothingToDo
	})),
	"hub-not-alone": note("HSK-17", "hub", CREDENTIALS, ({ roles }) => ({
		message: [`The hub lists ${roles} roles in its credentials; OCPI 2.2.1 asks a hub for its own alone.`],
		...nothingToDo
	})),
	"hub-no-business-details": note("HSK-20", "hub", CREDENTIALS, () => ({ message: ["The hub's credentials have no `business_details`.", "They are not needed."] }))
};
// lib/core/findings/hub.js
const FORMS = {
	plain: "as it is",
	base64: "in Base64"
};
/** A refusal beside a crash is the weaker one: the crash may have met the encoding that the hub takes. */
function adviceOnHubToken({ isBesideCrash, isAscii }, words) {
	if (!isAscii) return `Copy the whole token, and ${words.giveAgain}.`;
	const check = `Check that ${words.rightHubToken}, and that ${words.hubUrl} is the hub that issued it.`;
	if (isBesideCrash) return `${check} ${capitalised(words.rerun)} later. If you know how the hub takes the token, ${words.settleEncoding()}. If it ends the same way, ${sendMessage(words)}.`;
	const ask = `${sendMessage(words)}: it asks whether the party is suspended or the token revoked`;
	return `${words.onRefusedHubToken(check, ask)} Only if they confirm that they reset your registration: ${words.replaceHubToken}`;
}
/** What a hub does otherwise than an exchange needs it, or than OCPI has it. */
const hubFindings = {
	"hub-no-answer": error("NET", "you", OURS, ({ response }, { words }) => ({
		message: silenceWords("the hub", response),
		fix: adviceOnSilence(response.error, words),
		...remedyOfSilence(response.error)
	})),
	"hub-unusable-answer": error("HUB-09", "you", TRANSPORT, ({ response }, { words, profile }) => ({
		message: ["The hub gave no usable OCPI answer.", outcomeWords(response, profile)],
		fix: adviceOnAnswer(response, profile, words)
	})),
	"hub-no-envelope": error("HUB-10", "hub", TRANSPORT, ({ response }, { words, profile }) => ({
		message: ["The hub's answer is not in the OCPI envelope.", `${outcomeWords(response, profile)} OCPI asks for ${ENVELOPE}.`],
		fix: `The address is right, and there is nothing for you to change: tell the account team. When the hub's operator has fixed it, ${words.rerun}.`
	})),
	"hub-redirects": error("HUB-03", "you", OURS, ({ response }, { words }) => ({
		message: [`The hub redirects. ${response.url} answered HTTP ${response.httpStatus}; redirects are not followed, because a token would go to a place that was not checked.`],
		fix: `Put the address that answers itself into ${words.hubUrl}: check \`https:\`, \`www.\` and the trailing slash.`
	})),
	"hub-slash": note("HUB-37", "hub", OURS, ({ url, answers }) => ({ message: [`The hub answers at ${foreign(answers)} what it is asked at ${url}.`, "This run followed it there. Check that your platform does, too: many clients lose the token or the body on such a redirect."] })),
	"initial-token-refused": note("HUB-04", "hub", CREDENTIALS, ({ response }, { profile }) => ({
		message: ["The hub refused the initial token for reading.", `${outcomeWords(response, profile)} Some hubs accept it only for the registration, so this alone stops nothing.`],
		remedy: "set-token"
	})),
	"hub-token-refused": error("HSK-23", "account-team", CREDENTIALS, (refused, { words, profile }) => ({
		message: [
			"The hub does not accept the hub token.",
			...refused.isBesideCrash ? ["In the other encoding it breaks down each time, so the token may be right all the same."] : [],
			...refused.isAscii ? [] : ["It holds a character that no token has: a blank, or one beyond ASCII, such as the `…` of a shortened text."],
			outcomeWords(refused.response, profile)
		],
		fix: adviceOnHubToken(refused, words),
		ask: { for: "access" },
		remedy: "ask-account-team"
	})),
	"hub-crashes-at-encoding": note("HUB-05", "hub", `${TRANSPORT}, Authorization header`, ({ response, encoding, other }, { profile }) => ({ message: [`The hub breaks down at the token ${FORMS[encoding]}, each time, and refuses it ${FORMS[other]}.`, outcomeWords(response, profile)] })),
	"token-unprovable": error("HUB-07", "account-team", `${TRANSPORT}, Authorization header`, (_, { words }) => ({
		message: ["Nothing shows whether the hub takes the hub token, because the hub answers everyone.", "What this run may read there opens to a made-up token, too."],
		fix: `${capitalised(sendMessage(words))}: it asks them whether the token is valid, and tells them that their hub is open to everyone.`,
		ask: { for: "validity" }
	})),
	"hub-token-limited": error("HCI-17", "you", `${TRANSPORT}, Authorization header`, ({ response, issued }, { words, profile }) => ({
		...issued ? { who: "account-team" } : {},
		message: [`The hub ${issued ? "issued this token, and accepts it" : "accepts this token"} for its versions, but not for its list of parties.`, outcomeWords(response, profile)],
		fix: issued ? `${capitalised(sendMessage(words))}: it asks whether your party may read that list. The token is kept.` : `Check that ${words.rightHubToken}: an initial token is treated like this, too. If it is right, ${sendMessage(words)}: it asks whether your party is suspended.`,
		ask: { for: "access" },
		remedy: "ask-account-team"
	})),
	"tokens-swapped": error("PAY-07", "you", OURS, (_, { words }) => ({
		message: ["Neither the hub nor your platform accepts its token.", "One may be incomplete, the platform may not have its token yet, or the two are swapped."],
		fix: `Check that ${words.theToken("initial-token")} holds what the account team gave you, and ${words.theToken("platform-token")} what you made and installed in the platform.`,
		remedy: "set-token"
	})),
	"hub-wants-other-encoding": warning("HUB-05", "hub", `${TRANSPORT}, Authorization header`, ({ encoding }) => ({
		message: [`The hub takes the token only ${encoding === "base64" ? "in Base64" : "as it is, not in Base64"}, other than it documents.`],
		fix: "Nothing to do for this run. Check that the platform does the same when it calls the hub."
	})),
	"hub-version-missing": error("HUB-17", "you", CREDENTIALS, ({ wanted, offered }, { words }) => ({
		message: [`The hub does not offer OCPI ${wanted}; it offers ${offered.length === 0 ? "nothing" : list(offered.map(foreign))}.`],
		fix: `Check ${words.hubUrl}. If it is right, ask the account team.`
	})),
	"hub-versions-unreadable": errorIfNeeded("HUB-15", "you", DETAILS, ({ url, needed }, { words }) => ({
		message: [`${url} did not answer a list of versions.`],
		...needed ? { fix: `Check ${words.hubUrl}. If it is right, tell the account team.` } : nothingToDo
	})),
	"hub-url-of": error("HUB-15", "you", DETAILS, ({ url, what }, { words }) => ({
		message: [`${capitalised(words.hubUrl)} is the address of the hub's ${what === "details" ? "version details" : "credentials"}, not of its versions.`, `${url} answered ${what === "details" ? "endpoints" : "credentials"}, where the list of versions is asked for.`],
		fix: "Give the hub's versions URL. It is often the same address with `/versions` where the version is; the account team knows it."
	})),
	"hub-versions-wrapped": warning("HUB-15", "hub", DETAILS, ({ url }) => ({
		message: [`${url} wraps its list of versions in an object, as only old versions of OCPI did.`],
		...nothingToDo
	})),
	"hub-details-unreadable": errorIfNeeded("HUB-21", "hub", DETAILS, ({ url, needed }, { words }) => ({
		message: [`${url} did not answer version details, which are an object with a list of \`endpoints\`.`],
		...needed ? adviceOnMissing(words) : nothingToDo
	})),
	"hub-details-unread": warning("HUB-21", "hub", DETAILS, ({ response }, { profile }) => ({
		message: ["The hub's version details cannot be read.", `${outcomeWords(response, profile)} What is documented is used instead.`],
		...nothingToDo
	})),
	"hub-details-listed": note("HUB-21", "hub", DETAILS, ({ url }) => ({ message: [`${url} answers its version details in a list, where OCPI has the object alone.`, "They were read all the same."] })),
	"hub-details-version": warning("HUB-22", "hub", DETAILS, ({ version, wanted }) => ({
		message: [`The hub's version details say ${quoted(version)} where ${wanted} was asked for.`],
		...nothingToDo
	})),
	"hub-entries-unreadable": warning("HUB-23", "hub", DETAILS, ({ count, url }) => ({
		message: [`${count} ${count === 1 ? "entry" : "entries"} of ${url} cannot be read.`],
		...nothingToDo
	})),
	"hub-identifier-form": note("HUB-24", "hub", DETAILS, ({ renamed }) => ({
		message: [`The hub's version details write ${list(renamed.map(({ written }) => quoted(written)))}; that is read as ${list(renamed.map(({ read }) => `\`${read}\``))}.`],
		fix: "Nothing to do for this run. Check that the platform reads it so, too."
	})),
	"hub-url-not-whole": note("HUB-20", "hub", "OCPI 2.2.1 types, URL", ({ url }) => ({ message: [`The hub gives URLs without a host or a scheme, such as ${foreign(url)}; OCPI asks for absolute ones.`, "They were read from the address that listed them."] }), { oncePerPeer: true }),
	"hub-url-scheme": note("HUB-20", "hub", OURS, ({ url, used }) => ({ message: [`The hub gives URLs with another scheme than its own, such as ${foreign(url)}.`, `That is how a hub behind a proxy sees itself: ${foreign(used)} was used.`] }), { oncePerPeer: true }),
	"hub-entry-without-url": errorIfNeeded("HUB-16", "hub", DETAILS, ({ url, entries, needed }, { words }) => ({
		message: [`${url} lists ${list(entries.slice(0, 5).map(foreign))} without a usable URL.`],
		...needed ? adviceOnMissing(words) : nothingToDo
	})),
	"hub-url-elsewhere": errorIfNeeded("HUB-20", "hub", OURS, ({ what, url, origin, documented }) => ({
		message: [`The hub says to look for its ${what} at ${foreign(url)}, which ${whyNot(url, origin)}.`, documented === void 0 ? "No token was sent there." : `No token was sent there; the documented ${documented} was used instead.`],
		...documented === void 0 ? adviceOnOrigin(url, origin) : nothingToDo
	})),
	"hub-module-elsewhere": warning("HUB-32", "hub", OURS, ({ module, url, origin }) => ({
		message: [`The hub's ${foreign(module)} endpoint is at ${foreign(url)}, which ${whyNot(url, origin)}.`, "No token was sent there."],
		...adviceOnOrigin(url, origin)
	})),
	"hub-endpoint-missing": errorIfNeeded("HUB-25", "hub", DETAILS, ({ documented, module }, { words }) => documented === void 0 ? {
		message: [`The hub does not list a ${foreign(module)} endpoint in its version details.`],
		fix: `Check ${words.hubUrl}: without that endpoint nothing can be registered there. If it is right, ask the account team.`
	} : {
		message: [`The hub does not list its ${foreign(module)} endpoint; the documented ${documented} is used.`],
		...nothingToDo
	}),
	"hub-modules-missing": warning("HUB-31", "hub", DETAILS, ({ role, missing }) => ({
		message: [
			`The hub does not list all that a platform with the role ${role} calls: ${list(missing.map(({ module, side }) => `\`${module}\` as ${side}`))} ${missing.length === 1 ? "is" : "are"} not in its version details.`,
			...otherSides(missing),
			"A platform that looks there for the address finds none, and the calls that need it are not made."
		],
		fix: "Tell the account team: the hub's version details have to list them. Until then give your platform the documented addresses, if it can be told."
	})),
	"hub-endpoint-undocumented": warning("HUB-27", "hub", "ChargeIndia Hub, API reference", ({ module, url, documented }) => ({
		message: [`The hub's ${foreign(module)} endpoint is ${foreign(url)}, not the documented ${documented}.`, "The hub's word is used."],
		fix: "Check that the platform uses the same."
	})),
	"hub-content-type": warning("HUB-08", "hub", TRANSPORT, ({ url, contentType }) => ({
		message: [`${url} answers with the content type ${quoted(contentType)} instead of application/json.`],
		...nothingToDo
	}), { oncePerPeer: true }),
	"hub-no-timestamp": note("HUB-12", "hub", TRANSPORT, ({ url }) => ({ message: [`${url} answers without the \`timestamp\` that OCPI asks for.`, "It is not needed."] }), { oncePerPeer: true }),
	"hub-timestamp": warning("HUB-13", "hub", "OCPI 2.2.1 types, DateTime", ({ url, value }) => ({
		message: [`${url} answers with the timestamp ${quoted(value)}, which is no OCPI DateTime in UTC.`],
		...nothingToDo
	}), { oncePerPeer: true })
};
/** Why no token goes to a URL. */
function whyNot(url, origin) {
	const host = URL.parse(url)?.host;
	return host !== void 0 && host === URL.parse(origin)?.host ? "holds a user name or a password" : `is not on ${origin}`;
}
/** Of modules that are listed by the wrong interface it is worth saying that they are. */
function otherSides(missing) {
	const swapped = missing.filter(({ isOtherSide }) => isOtherSide).map(({ module }) => `\`${module}\``);
	return swapped.length === 0 ? [] : [`It lists ${list(swapped)} by the other interface alone.`];
}
// lib/core/findings/config.js
/** What is wrong in `ocpi.yml`, whatever it describes. */
const configFindings = {
	"config-syntax": error("CONFIG", "you", "YAML 1.2", ({ path, position, detail }, { words }) => ({
		message: [`${words.placeIn(path, position)} is not YAML.`, `The parser says: ${foreign(detail)}.`],
		...words.correctLine(path, position)
	})),
	"config-unknown-key": error("CONFIG", "you", OURS, ({ path, position, key, nearest, allowed }, { words }) => ({
		message: [`${words.placeIn(path, position)} has an unknown key, ${quoted(key)}.`],
		fix: nearest === void 0 ? `Remove it. The keys here are: ${allowed.map((name) => `\`${name}\``).join(", ")}.` : `Did you mean \`${nearest}\`?`
	})),
	"config-size": error("CONFIG", "you", OURS, ({ path }) => ({
		message: [`\`${path}\` is larger than 256 kB, so it was not read.`],
		fix: "Keep what describes your connections; what is too much goes into the `ocpi.yml` of another repository."
	})),
	"config-more": warning("CONFIG", "you", OURS, ({ path, position, count }) => ({
		message: [`\`${path}\` has ${count} more ${count === 1 ? "finding" : "findings"}, from line ${position.line} on.`],
		fix: "Correct those that are listed, and check again."
	})),
	"config-token": error("CONFIG", "you", OURS, ({ path, position, key }, { words }) => ({
		message: [`${words.placeIn(path, position)} holds a token (${foreign(key)}).`, "A token in this file is readable for everyone who can read the repository, now and in its history."],
		fix: `Remove it, have it replaced by the side that issued it, and ${words.keepReplacedToken}.`
	})),
	"config-value": error("CONFIG", "you", OURS, ({ path, position, key, expected }, { words }) => ({
		message: [`${words.keyIn(path, position, plainForeign(key))} ${expected}.`],
		...words.correctLine(path, position)
	}))
};
// lib/core/findings/payload.js
/** What is wrong with the hub, the platform and the parties as they are described. */
const payloadFindings = {
	"url-malformed": error("PAY-10", "you", "OCPI 2.2.1 types, URL", ({ source, value, expected }, { words }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, which is not a usable URL.`],
		fix: `Write it whole, such as \`${expected}\`.`
	})),
	"hub-url-path": error("PAY-10", "you", OURS, ({ versionsPath, source, value }, { words }) => ({
		message: versionsPath === void 0 ? [`${whereGiven(source, words)} is ${quoted(value)}, which is not a versions URL.`] : [`${whereGiven(source, words)} is ${quoted(value)}, and has a path that is not the versions URL's.`],
		fix: versionsPath === void 0 ? "Give the hub's versions URL whole, such as `https://hub.example.com/ocpi/versions`." : `Give the hub's origin alone, such as \`https://hub.chargeindia.com\`, or its versions URL, which ends in \`${versionsPath}\`.`
	})),
	"hub-url-mistaken": error("PAY-10", "you", OURS, ({ source, value, what, versions }, { words }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, the address of the hub's ${what === "details" ? "version details" : "credentials"}, not of its versions.`],
		fix: `Give the hub's versions URL: ${foreign(versions)}.`
	})),
	"url-insecure": error("PAY-11", "you", `${TRANSPORT}, Security`, ({ source }, { words }) => ({
		message: [`${whereGiven(source, words)} begins with \`http:\`.`, "A token in it can be read by anyone on the way."],
		fix: "Use `https:`. Only a URL whose own host is this machine (`127.0.0.1`, `[::1]` or `localhost`) may do without."
	})),
	"url-private": error("PRT-01", "you", OURS, ({ source, host }, { words }) => ({
		message: [`${whereGiven(source, words)} names ${foreign(host)}, which is not on the internet.`, "The hub calls your platform from the internet, and does not get there."],
		fix: `Give the public address of your platform. ${words.fromInside}`
	})),
	"url-placeholder": warning("PAY-12", "you", OURS, ({ source, host }, { words }) => ({
		message: [`${whereGiven(source, words)} names ${foreign(host)}, a host out of an example.`, "The hub calls this address, and does not reach your platform there."],
		fix: "Write the public host of your own platform."
	})),
	"platform-url-pathless": warning("PAY-14", "you", `${CREDENTIALS}; ${ONBOARDING}`, ({ source, value, asked, expected }, { words, profile }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, which has no path.`, `${capitalised(profile.title)} asks for the address of your ${addressOf(asked)}.`],
		fix: `Write that address whole, such as ${foreign(expected)}.`
	})),
	"platform-url-credentials": error("PAY-14", "you", `${CREDENTIALS}; ${ONBOARDING}`, ({ source, value, asked, expected }, { words, profile }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, the address of your platform's credentials.`, `${capitalised(profile.title)} asks for that of your ${addressOf(asked)}.`],
		fix: `Write that address, such as ${foreign(expected)}.`
	})),
	"platform-url-versions": note("PAY-14", "you", ONBOARDING, ({ source, value, expected }, { words, profile }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, the address of your list of versions.`, `${capitalised(profile.title)} documents that of your version details.`],
		fix: `Write that of your version details, such as ${foreign(expected)}, unless the account team told you otherwise.`,
		toDo: false
	})),
	"platform-url-details": warning("PAY-15", "you", CREDENTIALS, ({ source, value, expected }, { words }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, and ends as the address of version details does.`, "OCPI asks for the address of your list of versions."],
		fix: `Write that address, such as ${foreign(expected)}.`
	})),
	"url-length": error("PAY-10", "you", "OCPI 2.2.1 types, URL", ({ source, length }, { words }) => ({
		message: [`${whereGiven(source, words)} has ${length} characters; OCPI allows at most 255.`],
		fix: "Use a shorter URL."
	})),
	"url-credentials": error("PAY-13", "you", OURS, ({ source }, { words }) => ({
		message: [`${whereGiven(source, words)} has a user name or password in it.`],
		fix: "Remove it: OCPI authenticates by the token in the header."
	})),
	"roles-empty": error("PAY-16", "you", CREDENTIALS, ({ source }, { words }) => ({
		message: [`${whereGiven(source, words)} names no party, so the hub could not know who registers.`],
		fix: words.giveParty
	})),
	"role-unknown": error("PAY-17", "you", "OCPI 2.2.1 types, Role; ChargeIndia Hub, onboarding", ({ source, value, allowed }, { words, profile }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, which is not a role that ${profile.title} gives to partners.`],
		fix: `Use ${allowed.map((role) => `\`${role}\``).join(" or ")}.`
	})),
	"role-hub": error("PAY-18", "you", CREDENTIALS, ({ source }, { words }) => ({
		message: [`${whereGiven(source, words)} is \`HUB\`, which is the hub's own role.`],
		fix: "Use `CPO` if you operate charge points, `EMSP` if you serve drivers."
	})),
	"party-id": error("PAY-21", "you", "ChargeIndia Hub, India conventions", ({ source, value }, { words }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}; a party id has exactly three letters or digits.`],
		fix: "Use the one that the account team assigned, such as `ABC`."
	})),
	"country-code": error("PAY-22", "you", CREDENTIALS, ({ source, value }, { words }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}; a country code has two letters that ISO 3166-1 assigns.`],
		fix: "Use the one that the account team assigned, such as `IN`."
	})),
	"country-foreign": warning("PAY-23", "you", "ChargeIndia Hub, India conventions", ({ source, value, expected }, { words, profile }) => ({
		message: [`${whereGiven(source, words)} is \`${value}\`; parties of ${profile.title} are registered under \`${expected}\`.`],
		fix: "Check it against what the account team assigned."
	})),
	"lower-case": error("PAY-24", "you", "ocpi/ocpi#535", ({ source, value }, { words }) => ({
		message: [`${whereGiven(source, words)} is ${quoted(value)}, and must be in upper case.`],
		fix: `Write \`${value.toUpperCase()}\`: hubs compare these codes in different ways, and some refuse lower case.`
	})),
	"party-twice": error("PAY-25", "you", CREDENTIALS, ({ party, role }) => ({
		message: [`The party ${party} (${role}) is listed twice.`],
		fix: "Remove one of the two."
	})),
	"party-other-than-assigned": warning("PAY-26", "you", ONBOARDING, ({ party, assigned }, { words }) => ({
		message: words.otherParty(party, list(assigned)),
		fix: "Check which one the account team assigned: a hub refuses a party that is not the token's."
	})),
	"party-is-hub": error("PAY-27", "you", OURS, ({ party }) => ({
		message: [`${party} is the hub's own party.`],
		fix: "Use the country code and party id that the account team assigned to you."
	})),
	"business-details": error("PAY-28", "you", CREDENTIALS, ({ source }, { words }) => ({
		message: [`${whereGiven(source, words)} is missing.`],
		fix: "Add `business_details: { name: … }` with your company's name."
	})),
	"business-name": error("PAY-29", "you", "OCPI 2.2.1 mod_locations, BusinessDetails", ({ source, length }, { words }) => ({
		message: [`${whereGiven(source, words)} ${length === 0 ? "is empty" : "is blank, longer than 100 characters or holds a control character"}.`],
		fix: "Give your company's name in 1 to 100 characters."
	}))
};
function addressOf(asked) {
	return asked === "versions" ? "list of versions" : "version details";
}
/** Where a value was given, as a sentence begins with it. */
function whereGiven({ name, file, position }, words) {
	return file === void 0 ? words.given(name) : words.keyIn(file, position, name);
}
// lib/core/findings/tokens.js
const GIVE_DECODED = "give what it decodes to, which `base64 --decode` shows on your own machine";
/** What to give in the place of what a dry run made up. */
function realToken(input, words) {
	if (input === "hub-token") return words.rehearsalIsNoToken;
	return input === "initial-token" ? words.passRealToken(input) : words.makePlatformToken;
}
/** What is wrong with a token that a person gave. */
const tokenFindings = {
	"token-whitespace": error("PAY-04", "you", TRANSPORT, ({ input, where }, { words }) => ({
		message: [`${words.given(input)} ${where === "start" ? "begins" : "ends"} with a space or a line break, which is not part of the token.`],
		fix: words.giveAgainWithoutSpace
	})),
	"token-scheme": error("PAY-04", "you", TRANSPORT, ({ input }, { words }) => ({
		message: [`${words.given(input)} begins with the word of an Authorization header, such as \`Token\`.`],
		fix: "Store the token alone; the header is made from it."
	})),
	"token-capsule": error("PAY-05", "you", OURS, ({ input }, { words }) => ({
		message: [`${words.given(input)} begins with \`ocpi-\`: it is one of our own markers, such as a recovery capsule, and not a token.`],
		fix: words.capsuleIsNoToken
	})),
	"token-rehearsal": error("PAY-05", "you", OURS, ({ input }, { words }) => ({
		message: [`${words.given(input)} begins with \`ocpi-rehearsal-\`: a dry run made it up to try the delivery, and it opens nothing.`],
		fix: realToken(input, words)
	})),
	"token-length": error("PAY-02", "you", CREDENTIALS, ({ input, encoded }, { words }) => ({
		message: encoded ? [`${words.given(input)} is longer than the 64 characters that OCPI allows, and seems to be in Base64 already.`] : [`${words.given(input)} is longer than the 64 characters that OCPI allows.`],
		fix: encoded ? `${capitalised(GIVE_DECODED)}.` : `Check that the token alone was pasted, once. For a platform token use ${words.tokenMaker}.`
	})),
	"token-characters": error("PAY-03", "you", CREDENTIALS, ({ input }, { words }) => ({
		message: [`${words.given(input)} holds a space, a line break or a character beyond ASCII, which no token may.`],
		fix: `Check that the token alone was pasted, and ${words.giveAgain}.`
	})),
	"token-shortened": error("PAY-03", "you", OURS, ({ input }, { words }) => ({
		message: [`${words.given(input)} is not a whole token: it was copied from where tokens are shortened or masked.`],
		fix: `Copy the whole token from where it was issued or stored, and ${words.giveAgain}.`
	})),
	"token-placeholder": error("PAY-05", "you", ONBOARDING, ({ input }, { words }) => ({
		message: [`${words.given(input)} is an example value from a documentation.`],
		fix: input === "platform-token" ? words.makePlatformToken : words.passRealToken(input)
	})),
	"token-encoded-already": warning("PAY-08", "you", TRANSPORT, ({ input }, { words }) => ({
		message: [`${words.given(input)} seems to be in Base64 already.`, `${input === "platform-token" ? "Your platform" : "The hub"} takes it as it is but not encoded once more, and it decodes to what could be a token.`],
		fix: input === "platform-token" ? `${capitalised(GIVE_DECODED)}, before the hub is told of it: the hub puts it into Base64 itself.` : `Nothing to do for this run. The next time ${GIVE_DECODED}: it is put into Base64 for you.`
	})),
	"token-maybe-encoded": warning("PAY-08", "you", TRANSPORT, ({ input }, { words }) => ({
		message: [`${words.given(input)} may be in Base64 already: it decodes to what could be a token.`, "Account teams send tokens in either form."],
		fix: `If the hub does not take it, ${GIVE_DECODED}.`
	})),
	"token-same": error("PAY-07", "you", CREDENTIALS, ({ input, other }, { words }) => ({
		message: [`${words.givenBoth(input, other)} are the same token.`],
		fix: `Use two: the hub's token for calling the hub, your own for the hub to call you. Make yours with ${words.tokenMaker}.`
	})),
	"token-weak": error("PAY-06", "you", OURS, ({ input }, { words }) => ({
		message: [`${words.given(input)} is too easy to guess: it is short or has few different characters.`],
		fix: words.makePlatformToken
	}))
};
// lib/core/findings/offline.js
/**
* What can be found without a network: in `ocpi.yml`, and in tokens, URLs and parties that were given. An editor tells it before there
* is a run, and loads the rest of the catalogue with the first one.
*/
const offlineFindings = {
	...configFindings,
	...tokenFindings,
	...payloadFindings
};
/** The entry of what was found without a network. */
function offlineEntryFor({ code }) {
	return offlineFindings[code];
}
// lib/core/ocpi/party.js
/** OCPI 2.2.1 types, Role. */
const roleNames = [
	"CPO",
	"EMSP",
	"HUB",
	"NAP",
	"NSP",
	"OTHER",
	"SCSP"
];
/** The party as people write it: `IN*ABC`. */
function partyName(party) {
	return `${party.country_code}*${party.party_id}`;
}
/** The party with its role, `IN*ABC (CPO)`: the role alone, where the account team has not assigned its codes yet. */
function partyWithRole(party) {
	return party.country_code === "" || party.party_id === "" ? party.role : `${partyName(party)} (${party.role})`;
}
/** What two namings of one party share: country codes and party ids are compared without case (OCPI 2.2.1 types, CiString). */
function partyKey(party) {
	return partyName(party).toUpperCase();
}
/** Whether both are the same party in the same role. */
function sameParty(a, b) {
	return a.role === b.role && partyKey(a) === partyKey(b);
}
/** OCPI 2.2.1 mod_hub_client_info, ConnectionStatus. */
const connectionStatuses = [
	"CONNECTED",
	"OFFLINE",
	"PLANNED",
	"SUSPENDED"
];
/** One entry of hubclientinfo, read with tolerance: what is missing or unknown becomes a finding, not a failure. */
const clientInfoSchema = /* @__PURE__ */ object({
	party_id: /* @__PURE__ */ string(),
	country_code: /* @__PURE__ */ string(),
	role: /* @__PURE__ */ _catch(/* @__PURE__ */ optional(/* @__PURE__ */ string()), void 0),
	status: /* @__PURE__ */ optional(/* @__PURE__ */ unknown()),
	last_updated: /* @__PURE__ */ _catch(/* @__PURE__ */ optional(/* @__PURE__ */ string()), void 0)
});
const countries = "DEFGILMOQRSTUWXZ|ABDEFGHIJLMNOQRSTVWYZ|ACDFGHIKLMNORUVWXYZ|EJKMOZ|CEGHRST|IJKMOR|ABDEFGHILMNPQRSTUWY|KMNRTU|DELMNOQRST|EMOP|EGHIMNPRWYZ|ABCIKRSTUVY|ACDEFGHKLMNOPQRSTUVWXYZ|ACEFGILOPRUZ|M|AEFGHKLMNRSTWY|A|EOSUW|ABCDEGHIJKLMNORSTVXYZ|CDFGHJKLMNORTVWZ|AGMSYZ|ACEGINU|FS||ET|AMW".split("|");
/** Whether ISO 3166-1 assigns this alpha-2 code, in upper case. */
function isCountryCode(code) {
	const [first = "", second = ""] = code;
	return code.length === 2 && countries[first.charCodeAt(0) - 65]?.includes(second) === true;
}
// lib/core/findings/parties.js
/** What the hub says of the own parties. */
const partyFindings = {
	"no-party-given": error("HCI-11", "you", ONBOARDING, (_, { words }) => ({
		message: ["It is not known which party to look for, so it cannot be told whether it is CONNECTED."],
		fix: words.giveParty
	})),
	"party-not-connected": error("HCI-12", "account-team", "ChargeIndia Hub, connection health", notConnected$1),
	"party-status-unknown": error("HCI-06", "account-team", CLIENT_INFO, ({ party, role, status }, { words }) => ({
		message: [status === void 0 ? `The hub lists ${party} (${role}) without a \`status\`.` : `The hub gives ${party} (${role}) the status ${quoted(status)}, which OCPI does not have.`, `OCPI has ${list(connectionStatuses)}.`],
		fix: `${capitalised(sendMessage(words))}: it asks whether your party is CONNECTED.`
	})),
	"party-flaps": {
		...warning("HCI-19", "platform", "OCPI 2.2.1 mod_hub_client_info, still-alive check", ({ party, role, turns }, { profile, words }) => ({
			message: [`${party} (${role}) was ${list(turns)} by turns while this run looked.`, "So the hub's health checks of your platform fail now and then."],
			fix: `If you did not restart or fix your platform just now, look at what answers ${profile.healthPath === void 0 ? words.platformUrl : `\`${profile.healthPath}\``} there: a machine behind the load balancer that is down, slow answers, a limit on requests.`
		})),
		grade: ({ turns }) => turns.length === 2 && turns[1] === "CONNECTED" ? "info" : "warning"
	},
	"party-form": note("HCI-06", "hub", CLIENT_INFO, ({ party, role, renamed }) => ({
		message: [`The hub's entry of ${party} (${role}) says ${list(renamed.map(({ written }) => quoted(written)))}; that is read as ${list(renamed.map(({ read }) => read))}.`],
		...nothingToDo
	})),
	"status-not-shown": note("HCI-11", "hub", CLIENT_INFO, ({ parties, why }) => ({ message: [`The hub does not show whether ${list(parties)} ${parties.length === 1 ? "is" : "are"} CONNECTED: ${whyNotShown[why]}.`, "This run does not depend on it."] })),
	"parties-unreadable": error("HCI-01", "hub", CLIENT_INFO, ({ response }, { words, profile }) => ({
		...whoMends(response),
		message: ["The hub's list of parties cannot be read.", outcomeWords(response, profile)],
		fix: response.httpStatus === 401 ? `The token opens the versions but not this list: the party may be suspended. ${capitalised(sendMessage(words))}.` : `${capitalised(words.rerun)}; if it fails again, ${sendMessage(words)}.`
	})),
	"parties-no-list": error("HCI-02", "hub", CLIENT_INFO, ({ url, holds, fields }, { words }) => ({
		message: [`The hub's answer holds ${contentWords(holds, fields)} in place of a list of parties.`, `It is the \`data\` of ${url}.`],
		fix: `${capitalised(sendMessage(words))}: another run reads the same.`
	})),
	"parties-entry-unreadable": error("HCI-03", "hub", CLIENT_INFO, ({ url, entries, lacks }, { words }) => ({
		message: [`The hub's list of parties has an entry without ${list(lacks.map((name) => `\`${name}\``))}, so it is not known whose it is.`, `It is one of the ${entries} of ${url}.`],
		fix: `${capitalised(sendMessage(words))}: another run reads the same.`
	})),
	"parties-endless": error("HCI-08", "hub", CLIENT_INFO, ({ url, pages }, { words }) => ({
		message: [`The hub's list of parties has no end: after ${pages} pages it goes on at ${foreign(url)}.`, "It may go in a circle."],
		fix: `${capitalised(sendMessage(words))}: another run reads the same.`
	})),
	"party-other-role": warning("HCI-13", "account-team", CLIENT_INFO, ({ party, listed, role }, { words }) => ({
		message: [`The hub lists ${party} as ${quoted(listed)}, not as ${role}.`],
		fix: `If ${quoted(listed)} is right, give it as \`role\` and ${words.rerun}. If ${role} is right, ${sendMessage(words)}.`
	}))
};
const whyNotShown = {
	absent: "it has no hubclientinfo",
	host: "its hubclientinfo is on another host",
	others: "it lists only others, as OCPI has it",
	unread: "its list of parties cannot be read"
};
/** An answer that came is the hub's to mend. Silence may be this machine's, or the network's. */
function whoMends({ httpStatus }) {
	if (httpStatus === void 0) return { who: "you" };
	return httpStatus === 401 || httpStatus === 403 ? { who: "account-team" } : {};
}
/** What `data` is that is no list; its names are the hub's. */
function contentWords(holds, fields) {
	if (fields.length > 0) return `an object with ${list(fields.map(foreign))}`;
	if (holds === "nothing") return holds;
	if (holds === "object") return "an empty object";
	return holds === "null" ? "`null`" : `a ${holds}`;
}
function notConnected$1(party, telling) {
	const { words } = telling;
	const who = `${party.party} (${party.role})`;
	switch (party.status) {
		case "PLANNED": return planned$1(who, party, telling);
		case "OFFLINE": return offline(who, party.platform, telling);
		case "SUSPENDED": return {
			message: [`${who} is SUSPENDED by the account team; no traffic passes.`, "No time and no other run ends that: only the account team does."],
			fix: `${capitalised(sendMessage(words))}: it asks why, and what you have to do.`,
			remedy: "ask-account-team"
		};
		case "NOT_LISTED": return {
			message: [`The hub does not list ${who}.`, ...party.isUnproven === true ? [] : ["It takes your token, so the party's codes or its role are other ones there, or it is not entered yet."]],
			fix: `Check the party's codes and role against what the account team assigned; if they are right, ${sendMessage(words)}.`
		};
		case "UNKNOWN": return {
			message: [`The status of ${who} could not be read.`],
			fix: `${capitalised(words.verify)} in a few minutes: it only reads.`
		};
	}
}
/** Registered and waiting: for the account team, unless the platform gives the hub nothing to activate. */
function planned$1(who, { isUnproven, platform }, { words, profile }) {
	const headline = isUnproven ? `${who} is PLANNED at the hub.` : `${who} is registered, but ${profile.title} has not activated it yet (PLANNED).`;
	if (platform?.is === "failing") return {
		message: [headline, `Your platform ${faultOf$1(platform.check)} (${platform.check}, above), and a hub may wait for that before it activates a party.`],
		who: "platform",
		fix: `Fix that first. Then ${words.verify}: it only reads. If the party stays PLANNED, ${sendMessage(words)}.`
	};
	return {
		message: platform === void 0 ? [headline] : [headline, "Your platform answers this run well, so it is the account team's turn."],
		fix: `${capitalised(sendMessage(words))}; when they have answered, ${words.verify}: it only reads.`
	};
}
/** The hub does not get from the platform what it asks for; what that is, a look at the platform may tell. */
function offline(who, platform, { words, profile }) {
	const { healthPath, version } = profile;
	const probed = healthPath === void 0 ? words.platformUrl : `\`${healthPath}\``;
	const meanwhile = "Until it is CONNECTED again, authorizations and commands do not get through.";
	if (platform?.is === "failing") return {
		message: [platform.check === "PRT-03" ? `${who} is OFFLINE, and your platform does not answer this run either (PRT-03).` : `${who} is OFFLINE, because your platform ${faultOf$1(platform.check)} (${platform.check}).`, `The hub's health checks ask your platform the same. ${meanwhile}`],
		who: "platform",
		fix: `When your platform is fixed (${platform.check}), the hub finds that by itself; after a minute or two, ${words.verify}.`
	};
	if (platform?.is === "fine") return {
		message: [`${who} is OFFLINE: the hub's health checks of your platform fail, although it answers this run well.`, `From here ${probed} was answered with the platform token, in time, and offers ${version}. So what the hub sees differs from that: it comes from other addresses, by another way. ${meanwhile}`],
		who: "platform",
		fix: `Check what the hub meets and ${words.thisMachine} does not: the firewall's list of admitted addresses, public DNS, the certificate chain, a limit on requests. Then ${sendMessage(words)}: it asks what their health check gets.`
	};
	return {
		message: [`${who} is OFFLINE: the hub's health checks of your platform fail.`, meanwhile],
		who: "platform",
		fix: `Make sure that the hub can reach ${probed} at your platform within a few seconds, with the platform token, and finds ${version} there. To see which of that fails, ${words.lookAtPlatform}.`
	};
}
const faults$1 = {
	"PRT-02": "has a certificate that is not to be trusted",
	"PRT-03": "does not answer",
	"PRT-04": "does not accept the platform token",
	"PRT-05": "takes the platform token in another form than the hub sends it",
	"PRT-10": "answers something else than a list of versions",
	"PRT-11": "does not offer the version",
	"PRT-21": "gives no usable OCPI answer",
	"PRT-24": "redirects",
	"PRT-29": "has nothing where the hub looks",
	"PRT-36": "is behind a firewall that turns a hub away"
};
/** What the platform does wrong, by the number of the check that it fails. */
function faultOf$1(check) {
	return faults$1[check] ?? "fails a check";
}
// lib/core/findings/party-list.js
/** What is odd in the hub's list of parties, and in the way of nothing that was read. */
const partyListFindings = {
	"parties-without-field": warning("HCI-03", "hub", CLIENT_INFO, ({ url, lacks, count }) => ({
		message: [`${entriesOf$1(count)} of the hub's list of parties without ${list(lacks.map((name) => `\`${name}\``))}, which OCPI asks for.`, `They are at ${foreign(url)}.`],
		...nothingToDo
	})),
	"parties-id-form": warning("HCI-04", "hub", CLIENT_INFO, ({ url, written, count }) => ({
		message: [`${entriesOf$1(count)} of the hub's list of parties with codes that OCPI does not have, such as ${quoted(written)}.`, `A country has two letters, and a party three at most. They are at ${foreign(url)}.`],
		...nothingToDo
	})),
	"parties-role-unknown": warning("HCI-05", "hub", CLIENT_INFO, ({ url, written, count }) => ({
		message: [`${entriesOf$1(count)} of the hub's list of parties with a role that OCPI does not have, such as ${quoted(written)}.`, `They are at ${foreign(url)}.`],
		...nothingToDo
	})),
	"parties-updated": warning("HCI-07", "hub", "OCPI 2.2.1 types, DateTime", ({ url, written, count, why }) => ({
		message: [`${entriesOf$1(count)} of the hub's list of parties with a \`last_updated\` that ${why === "form" ? "is no OCPI DateTime in UTC" : "is still to come"}, such as ${quoted(written)}.`, `They are at ${foreign(url)}.`],
		...nothingToDo
	})),
	"parties-twice": warning("HCI-10", "hub", OURS, ({ url, written, count }, { words }) => ({
		message: [`The hub lists ${quoted(written)} more than once, with one role${count === 1 ? "" : ", and others, too"}.`, `The first entry counts here; another reader may take another one. They are at ${foreign(url)}.`],
		fix: `If it is your party or a partner, ${sendMessage(words)}.`
	})),
	"parties-uncounted": note("HCI-09", "hub", TRANSPORT, ({ url, lacks }) => ({ message: [`The hub answers its list of parties without ${list(lacks.map((name) => `\`${name}\``))}, which OCPI asks for.`, `It is at ${foreign(url)}, and was read all the same.`] })),
	"parties-miscounted": warning("HCI-09", "hub", TRANSPORT, ({ url, entries, total }) => ({
		message: [`The hub says that its list of parties has ${total} entries, gives ${entries}, and names no next page.`, `It is at ${foreign(url)}. Who reads it may miss a party.`],
		fix: "Tell the account team."
	})),
	"parties-need-routing": error("HCI-18", "hub", CLIENT_INFO, ({ response }, { words, profile }) => ({
		message: ["The hub does not list its parties without routing headers, which OCPI does not have for this module.", outcomeWords(response, profile)],
		fix: `${capitalised(sendMessage(words))}: another run reads the same.`
	}))
};
function entriesOf$1(count) {
	return count === 1 ? "There is an entry" : `There are ${count} entries`;
}
// lib/core/findings/plan.js
const LIMITS = "GitHub, Actions limits";
/** What may be found when connections are spread over the jobs of a pipeline. */
const planFindings = {
	"plan-no-file": error("CONFIG", "you", OURS, pipeline$1(({ path, workspaceEmpty }) => ({
		message: [`There is no ${quoted(path)}${workspaceEmpty ? " (the workspace is empty)" : ""}, so there is nothing to plan.`, "A plan spreads the connections of this file over jobs."],
		fix: workspaceEmpty ? "Check the repository out before this step." : "Create the file, or correct the input `config`.",
		...workspaceEmpty ? { snippet: "- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1" } : {}
	}))),
	"plan-empty": error("CONFIG", "you", LIMITS, pipeline$1(() => ({
		message: ["The config has no connection, so there is nothing to plan.", "A matrix without jobs fails a workflow."],
		fix: "Add a connection under `connections`."
	}))),
	"plan-too-large": error("CONFIG", "you", LIMITS, pipeline$1(({ count, limit }) => ({
		message: [`The config has ${count} connections, and a matrix of matrices takes ${limit}.`, "A matrix has at most 256 jobs, and each of them may be a matrix of 256 again."],
		fix: "Describe the connections in several files, and plan each: the input `config` names the file."
	}))),
	"plan-nested": note("CONFIG", "you", LIMITS, pipeline$1(({ count, jobs, each, limit }) => ({
		message: [`${count} connections are more than the ${limit} jobs of a matrix: each of its ${jobs} jobs has up to ${each} connections, in \`matrix.connections\`.`, "`matrix.connection` is empty then."],
		fix: "Give `matrix.connections` to a reusable workflow with a matrix of its own, as the example `fleet.yml` does.",
		toDo: false
	})))
};
// lib/core/findings/platform.js
/** What the platform does otherwise than a hub needs it. */
const platformFindings = {
	"platform-no-answer": error("PRT-03", "platform", CREDENTIALS, ({ response, of }, { words }) => ({
		message: [...silenceWords("your platform", response), of === "registration" ? "The hub calls it to see whether it is there, and for all traffic." : "The hub calls it while it registers you, so the exchange would fail."],
		fix: adviceOnSilentPlatform(response.error, of === "registration" ? `look from where the hub does: ${words.comeFromElsewhere}` : words.relaxPlatformCheck, words),
		...remedyOfSilence(response.error)
	})),
	"platform-certificate": error("PRT-02", "platform", TRANSPORT, ({ response }, { words }) => ({
		message: [certificateFault(response.error), `${outcomeWords(response)} The hub would not trust it either.`],
		fix: certificateFix(response.error, words),
		...remedyOfSilence(response.error)
	})),
	"platform-bot-wall": error("PRT-36", "platform", OURS, ({ response }) => ({
		message: ["A firewall or a bot protection in front of your platform turns calls away.", `${outcomeWords(response)} It would turn the hub's calls away, too: a hub is no browser.`],
		fix: "In the firewall, let calls to your OCPI paths through from every address: your platform checks the token. If only the hub's addresses may come in, ask the account team for them; this run still fails then, because it comes from others."
	})),
	"platform-refuses-token": error("PRT-04", "platform", CREDENTIALS, (refusal, { words }) => platformRefuses(refusal, words)),
	"platform-open": error("PRT-06", "platform", TRANSPORT, ({ url }) => ({
		message: ["Your platform answers without a token.", `${url} let in a call without one. Anyone on the internet can read there where your endpoints are.`],
		fix: "Answer HTTP 401, in JSON with `status_code` and `timestamp`, to every call without the platform token."
	}), { oncePerPeer: true }),
	"platform-redirects": error("PRT-24", "platform", "ChargeIndia Hub, connection health", ({ response }) => ({
		message: ["Your platform redirects, and a hub does not follow.", outcomeWords(response)],
		fix: "Serve the path itself: check `https:`, `www.` and the trailing slash."
	})),
	"platform-unusable-answer": error("PRT-21", "platform", TRANSPORT, ({ response }, { words, profile }) => ({
		message: ["Your platform gives no usable OCPI answer.", outcomeWords(response)],
		fix: response.httpStatus === 404 ? `Check ${words.platformUrl}. If it is right, your platform must answer this path: the hub calls ${profile.healthPath === void 0 ? "" : `\`${profile.healthPath}\` and `}the ${words.platformUrl} that you give it.` : "Make it answer HTTP 200 and an OCPI envelope with `status_code` 1000 for the platform token."
	})),
	"platform-url-mistyped": error("PRT-21", "you", TRANSPORT, ({ response, meant }, { words, profile }) => ({
		message: [`Your platform has nothing at ${words.platformUrl}, and answers at another address.`, `${outcomeWords(response)} Its ${profile.platformUrl === "details" ? "version details are" : "list of versions is"} at ${foreign(meant)}.`],
		fix: `Did you mean ${foreign(meant)}? Make that the ${words.platformUrl}, and ${words.rerun}.`
	})),
	"platform-no-health-path": error("PRT-29", "platform", "ChargeIndia Hub, connection health", ({ response }, { words, profile }) => ({
		message: [`Your platform has nothing at ${healthPathOf(profile)}, which the health check of ${profile.title} calls.`, `${outcomeWords(response)} The hub would count your platform as OFFLINE.`],
		fix: `Serve the list of versions at ${healthPathOf(profile)} on the host of ${words.platformUrl}, too: the path is the hub's, and not yours to choose.`
	})),
	"platform-details-unusable": error("PRT-13", "platform", CREDENTIALS, ({ response, wanted }) => ({
		message: [`Your platform lists its OCPI ${wanted} at ${response.url}, which does not answer version details.`, `${outcomeWords(response)} The hub reads them while it registers you, so the exchange would fail.`],
		fix: "Correct that URL in the platform's list of versions, or make it answer `data: {version, endpoints}` for the platform token."
	})),
	"platform-details-elsewhere": warning("PRT-19", "platform", CREDENTIALS, ({ url, origin }) => ({
		message: [`Your platform lists its version details at ${foreign(url)}, which is not on ${origin}.`, "No token was sent there, so it is not known whether they answer; the hub will ask for them there."],
		fix: "Check that this address is yours, with `https:`, and that it answers version details for the platform token."
	})),
	"platform-no-envelope": error("PRT-21", "platform", TRANSPORT, ({ response }, { words }) => ({
		message: ["Your platform's answer is not in the OCPI envelope.", `${outcomeWords(response)} A hub can make nothing of it.`],
		fix: `The address is right. Make your platform answer ${ENVELOPE}. Then ${words.rerun}.`
	})),
	"platform-version-missing": error("PRT-11", "platform", CREDENTIALS, ({ wanted, url, offered }) => ({
		message: [`Your platform does not offer OCPI ${wanted} at ${url}; it offers ${offered.length === 0 ? "nothing" : list(offered.map(foreign))}.`],
		fix: `Add \`${wanted}\` to the platform's list of versions.`
	})),
	"platform-shape": error("PRT-10", "platform", CREDENTIALS, ({ url }, { words }) => ({
		message: [`${url} answers neither a list of versions nor version details.`],
		fix: `Check ${words.platformUrl}. A list of versions is \`data: [{version, url}]\`.`
	})),
	"platform-details-url": error("PRT-10", "platform", CREDENTIALS, ({ url }, { words }) => ({
		message: [`${words.platformUrl} is the address of your version details.`, `${url} answers endpoints, where OCPI asks for the list of versions.`],
		fix: "Give the URL of your platform's list of versions, such as `https://your-platform.com/ocpi/versions`."
	})),
	"platform-list-url": warning("PRT-10", "you", "ChargeIndia Hub, onboarding", ({ url, listed }, { words, profile }) => ({
		message: [`${words.platformUrl} is the address of your list of versions, and ${profile.title} asks for that of your version details.`, `${url} answers the list. The hub may look for your modules below this address, and not find them.`],
		fix: `Make ${foreign(listed)} the ${words.platformUrl}. If the hub has the other address already, tell it the new one: ${words.update}.`
	})),
	"platform-other-encoding": warning("PRT-05", "platform", "ChargeIndia Hub, authentication", ({ takes }, { profile }) => ({
		message: [`Your platform takes the platform token only ${takes === "base64" ? `in Base64, but ${profile.title} documents that it sends tokens as they are` : "as it is, but OCPI 2.2.1 has tokens sent in Base64"}.`],
		fix: "Make the platform accept both forms."
	}))
};
function healthPathOf({ healthPath }) {
	return healthPath === void 0 ? "the path of the health check" : `\`${healthPath}\``;
}
function certificateFault(code) {
	switch (code) {
		case "CERT_HAS_EXPIRED": return "Your platform's certificate has expired.";
		case "ERR_TLS_CERT_ALTNAME_INVALID": return "Your platform's certificate is for another host.";
		case "DEPTH_ZERO_SELF_SIGNED_CERT": return "Your platform's certificate is signed by itself, and by no authority.";
		case "UNABLE_TO_VERIFY_LEAF_SIGNATURE": return "Your platform does not send its whole certificate chain: an intermediate certificate is missing.";
		default: return "Your platform's certificate is not trusted.";
	}
}
function certificateFix(code, words) {
	switch (code) {
		case "CERT_HAS_EXPIRED": return "Renew it, and let it be renewed by itself from now on.";
		case "ERR_TLS_CERT_ALTNAME_INVALID": return `Check the host in ${words.platformUrl}. If it is right, get a certificate that names it.`;
		case "UNABLE_TO_VERIFY_LEAF_SIGNATURE": return "Let your web server send the certificate with its intermediates, such as the `fullchain.pem` of Let's Encrypt. Browsers find what is missing by themselves, and hubs do not.";
		default: return `Get a certificate of a public authority. If a proxy puts its own in the place of the platform's, ${words.trustAuthority}.`;
	}
}
function platformRefuses({ response, of }, words) {
	switch (of) {
		case "exchange": return {
			message: ["Your platform does not accept the platform token.", `${outcomeWords(response)} The hub will present this token, and would be refused.`],
			fix: `Install ${words.thePlatformToken} in your platform, as the token with which the hub calls you; if your platform has the right one already, ${words.correctPlatformToken}. Then ${words.rerun}.`,
			remedy: "install-platform-token"
		};
		case "registration": return {
			message: ["Your platform does not accept the platform token.", `${outcomeWords(response)} The registration works, so the hub still uses the token that it was given.`],
			fix: `${capitalised(words.restorePlatformToken)}. If your platform was changed, put that token back there, and no other. A new token goes to the hub first, with ${words.rotate}.`,
			remedy: "install-platform-token"
		};
		case "offline": return {
			message: ["Your platform does not accept the platform token.", `${outcomeWords(response)} The hub calls with the token of the exchange, and its calls fail, too: most likely your platform has lost that token.`],
			fix: `Install the token of the exchange in your platform again: it is ${words.thePlatformToken}, unless you changed that since. If it is lost, a new token goes to the hub with ${words.rotate}.`,
			remedy: "install-platform-token"
		};
		case "rotation": return {
			message: ["Your platform does not accept the new platform token yet.", `${outcomeWords(response)} The hub still has the old one.`],
			fix: `Install the new platform token in your platform, beside the old one. Then rotate again, with the same new token: ${words.rotate}.`,
			remedy: "install-platform-token"
		};
	}
}
// lib/core/findings/platform-details.js
const faults = {
	relative: "has no host",
	insecure: "is not `https:`",
	private: "the internet does not reach",
	placeholder: "is an example out of a document",
	long: "is longer than the 255 characters that OCPI allows"
};
const FIX_URLS = "Set your platform's public base URL in its settings: the platform makes the URLs of its versions and endpoints from that.";
/** What is found of the version details that a platform lists, and of the modules in them. */
const platformDetailsFindings = {
	"platform-version-url": error("PRT-12", "platform", DETAILS, ({ url, fault }) => ({
		message: [`Your platform lists its version details at a URL that ${faults[fault]}.`, `It is ${foreign(url)}. The hub calls exactly that.`],
		fix: FIX_URLS
	})),
	"platform-endpoint-url": error("PRT-18", "platform", DETAILS, ({ url, fault, modules }) => ({
		message: [`Your platform lists ${list(modules.map(foreign))} at a URL that ${faults[fault]}.`, `Such as ${foreign(url)}. The hub calls exactly that.`],
		fix: FIX_URLS
	})),
	"platform-hosts": note("PRT-19", "platform", DETAILS, ({ host, hosts, modules }) => ({
		message: [`Your platform lists ${list(modules.map(foreign))} on another host than ${foreign(host)}: ${list(hosts.map(foreign))}.`],
		fix: "Check that the host is yours, and that the hub may call it. No token was sent there."
	})),
	"platform-details-list": error("PRT-13", "platform", DETAILS, ({ version }) => ({
		message: [`Your platform answers its OCPI ${version} details as a list.`, "OCPI has one object there, `{version, endpoints}`, and a hub may find no endpoint in a list."],
		fix: "Answer `data: {version, endpoints}`."
	})),
	"platform-details-version": error("PRT-14", "platform", DETAILS, ({ version, wanted }) => ({
		message: [`The details that your platform lists for OCPI ${wanted} say that they are those of ${foreign(version)}.`],
		fix: "Correct `version` in the details, or the URL in the list of versions."
	})),
	"platform-no-credentials": error("PRT-15", "platform", DETAILS, () => ({
		message: ["Your platform's details do not list `credentials`.", "There the hub updates its token, and ends the registration."],
		fix: "Add `{identifier: credentials, role: RECEIVER, url}` to the endpoints."
	})),
	"platform-no-clientinfo": warning("PRT-20", "platform", "OCPI 2.2.1 mod_hub_client_info", () => ({
		message: ["Your platform's details do not list `hubclientinfo`.", "There a hub tells which of its other parties are connected."],
		fix: "If your platform should know that, add `{identifier: hubclientinfo, role: RECEIVER, url}` to the endpoints.",
		toDo: false
	})),
	"platform-interface-role": error("PRT-16", "platform", DETAILS, ({ modules, written }) => ({
		message: [`Your platform's details do not say in OCPI's words which side of ${list(modules.map(foreign))} they offer.`, `\`role\` is ${list(written.map((role) => role === "" ? "missing" : foreign(role)))}.`],
		fix: "Write `SENDER` where your platform has the data, and `RECEIVER` where it is sent to it; in capitals."
	})),
	"platform-roles-swapped": error("PRT-17", "platform", "OCPI 2.2.1 transport_and_format", ({ role, modules }) => ({
		message: ["Your platform's details have `SENDER` and `RECEIVER` the wrong way round.", `For a ${foreign(role)} they would be ${list(modules.map(foreign))}: \`SENDER\` is the side that has the data, and not the side that sends the requests.`],
		fix: "In your version details, swap `SENDER` and `RECEIVER` at all endpoints but `credentials`."
	})),
	"platform-module-missing": error("PRT-17", "platform", "OCPI 2.2.1 transport_and_format", ({ role, modules }, { profile }) => ({
		message: [`Your platform's details lack ${list(modules.map(foreign))}.`, `Traffic of a ${foreign(role)} through ${profile.title} needs ${modules.length === 1 ? "it" : "them"}.`],
		fix: "Implement and list what is missing. If it is there, correct its `identifier` or `role`."
	})),
	"platform-version-order": note("PRT-39", "platform", DETAILS, ({ first, wanted }) => ({
		message: [`Your platform lists OCPI ${foreign(first)} before ${wanted}.`],
		fix: `Some servers take the first entry whatever its version: list ${wanted} first if you can.`,
		toDo: false
	})),
	"platform-base": warning("PRT-30", "platform", "ChargeIndia Hub, onboarding", ({ response }) => ({
		message: ["Your platform's version details are not at the place that the hub documents.", `${outcomeWords(response)} If the hub calls you by its documented paths, and not by your details, it does not find you.`],
		fix: `Serve your version details at ${response.url}, too, or ask the account team whether your own paths will do.`
	})),
	"list-unreadable": warning("RCV-21", "platform", TRANSPORT, ({ response, modules }) => ({
		message: [`Your platform lists ${list(modules.map((module) => foreign(`${module} SENDER`)))}, which ${modules.length === 1 ? "does" : "do"} not answer a list.`, outcomeWords(response)],
		fix: "Answer `data: […]`, also where it is empty, or take the module out of the details."
	})),
	"list-headers": warning("RCV-21", "platform", TRANSPORT, ({ url, modules }) => ({
		message: [`Your platform's ${modules.length === 1 ? "list" : "lists"} of ${list(modules.map(foreign))} ${modules.length === 1 ? "does" : "do"} not say how long ${modules.length === 1 ? "it is" : "they are"}.`, `${url} answered without \`X-Total-Count\` or \`X-Limit\`, by which a hub reads page after page.`],
		fix: "Send both headers with each page, and `Link` to the next one."
	})),
	"receiver-path": warning("RCV-03", "platform", "OCPI 2.2.1, the receiver interfaces", ({ module, response }) => ({
		message: [`Your platform's receiver ${foreign(module)} does not answer for an object that it does not know.`, `${outcomeWords(response)} The call had the platform token.`],
		fix: "Answer HTTP 404 with an envelope for an unknown object, and look for the party in the path without regard to which it is."
	})),
	"token-invented": warning("RCV-05", "platform", "OCPI 2.2.1 mod_tokens", ({ response }) => ({
		message: ["Your platform answers success for a token that no eMSP has sent it.", outcomeWords(response)],
		fix: "Answer HTTP 404, with `status_code` 2004, for an unknown token: who asks would let it charge."
	})),
	"receiver-invents": warning("RCV-10", "platform", "OCPI 2.2.1, the receiver interfaces", ({ module, response }) => ({
		message: [`Your platform's receiver ${foreign(module)} answers success for an object that does not exist.`, outcomeWords(response)],
		fix: "Answer HTTP 404 with an envelope for an unknown object."
	})),
	"receiver-routing-headers": warning("RCV-19", "platform", TRANSPORT, ({ url }) => ({
		message: ["Your platform's answers lack OCPI's routing headers.", `${url} was called with \`OCPI-to-…\` and \`OCPI-from-…\`, and answered without.`],
		fix: "Send the same headers back the other way round: who was called is now who answers."
	}), { oncePerPeer: true })
};
// lib/core/findings/times.js
/** A day in UTC: `2026-01-31`. */
function utcDay(at) {
	return at.toISOString().slice(0, 10);
}
/** `2026-11-22 09:10:11 UTC` */
function utc(at) {
	return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
/** `2026-11-22 09:10:11 UTC (2026-11-22 14:40:11 IST)`: a time as people on both sides read it. */
function utcAndIst(at) {
	return `${utc(at)} (${ist(at)})`;
}
/** A time that a peer wrote, as people read it; what is no time as it is. OCPI's times without a zone are UTC. */
function ocpiTime(text) {
	const [time = "", zone] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
	const at = new Date(zone === void 0 ? `${time}Z` : time);
	return Number.isNaN(at.getTime()) ? text : utcAndIst(at);
}
const IST_OFFSET_MS = 198e5;
/** `2026-11-22 14:40:11 IST` */
function ist(at) {
	return `${new Date(at.getTime() + IST_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ")} IST`;
}
/** `850 ms`, `2.4 s`, `1 min 5 s` */
function duration(ms) {
	if (ms < 1e3) return `${Math.round(ms)} ms`;
	if (ms < 6e4) return `${(ms / 1e3).toFixed(1)} s`;
	return `${Math.floor(ms / 6e4)} min ${Math.round(ms % 6e4 / 1e3)} s`;
}
// lib/core/findings/preflight.js
const HEALTH = "ChargeIndia Hub, connection health";
const slow = warning("PRT-27", "platform", HEALTH, ({ url, ms }) => ({
	message: [`Your platform takes ${(ms / 1e3).toFixed(1)} seconds to list its versions.`, `${url} was called several times, and this was the fastest answer. A health check that waits less counts your platform as OFFLINE.`],
	fix: "Bring it below 2 seconds: the answer is always the same, so keep it in memory."
}), { oncePerPeer: true });
/** What a preflight finds of a platform beyond what is in the way of an exchange: the way to it, its token, its answers. */
const preflightFindings = {
	"samples-good": note("SAMPLE", "you", OURS, ({ files }) => ({ message: [`${files.length === 1 ? "One sample is" : `${files.length} samples are`} as OCPI and the hub want them: ${list(files.slice(0, 10).map(foreign))}${files.length > 10 ? " and others" : ""}.`] })),
	"samples-more": warning("SAMPLE", "you", OURS, ({ count }) => ({
		message: [`There ${count === 1 ? "is 1 more finding" : `are ${count} more findings`} in the samples.`],
		fix: "Correct those that are listed, and check again."
	})),
	"half-preflight": note("INPUT", "you", OURS, (_, { words }) => ({
		message: ["No platform token was given, so this run tried only what needs none."],
		fix: `Give ${words.thePlatformToken}, and run the preflight again: it checks versions, details and modules then.`,
		toDo: false
	})),
	"platform-private": error("PRT-01", "platform", OURS, ({ host, addresses }, { words }) => ({
		message: [`${foreign(host)} leads to an address that is not on the internet: ${list(addresses.map(foreign))}.`, "The hub calls your platform from the internet, and does not get there. Nothing was sent."],
		fix: `Give the platform a public address, and its name a public DNS entry. ${words.fromInside}`
	})),
	"platform-certificate-ends": warning("PRT-02", "platform", TRANSPORT, ({ host, days, end }) => ({
		message: [`The certificate of ${foreign(host)} ends in ${days === 1 ? "1 day" : `${Math.max(0, days)} days`}, on ${utcDay(end)}.`, "From then on the hub cannot call your platform."],
		fix: "Renew it, and let it be renewed by itself from now on."
	})),
	"platform-slow": {
		...slow,
		grade: ({ ms }) => ms > 1e4 ? "error" : "warning"
	},
	"platform-limits": warning("PRT-28", "platform", HEALTH, ({ response, calls }) => ({
		message: [`Your platform turned away call ${calls} of several that came quickly.`, `${outcomeWords(response)} The hub's health check calls often, and would count your platform as OFFLINE.`],
		fix: "Take the hub's calls out of the rate limit, or raise it to 60 calls a minute."
	})),
	"platform-takes-any-token": error("PRT-07", "platform", TRANSPORT, ({ response }) => ({
		message: ["Your platform lets in a made-up token.", `${outcomeWords(response)} It checks that there is a token, and not which.`],
		fix: "Compare the token with the platform token, and answer HTTP 401 to every other."
	}), { oncePerPeer: true }),
	"platform-crashes-at-token": error("PRT-07", "platform", TRANSPORT, ({ response }) => ({
		message: ["Your platform breaks down at a wrong token.", outcomeWords(response)],
		fix: "Answer HTTP 401 to a token that your platform does not know, also to one that is no Base64."
	}), { oncePerPeer: true }),
	"platform-refuses-otherwise": warning("PRT-07", "platform", TRANSPORT, ({ response }) => ({
		message: ["Your platform does not answer HTTP 401 to a wrong token.", `${outcomeWords(response)} The hub cannot tell this from another fault.`],
		fix: "Answer HTTP 401, in JSON with `status_code` and `timestamp`, to a token that your platform does not know."
	}), { oncePerPeer: true }),
	"platform-one-form": note("PRT-05", "platform", TRANSPORT, ({ takes }, { profile }) => ({
		message: [`Your platform takes the platform token ${takes === "plain" ? "as it is, and not in Base64" : "in Base64, and not as it is"}.`, `That is the form in which ${profile.title} sends it.`],
		fix: "Other hubs send the other form: if you can, accept both.",
		toDo: false
	}), { oncePerPeer: true }),
	"platform-header-letters": error("PRT-09", "platform", "RFC 9110, 5.1", ({ url }) => ({
		message: ["Your platform finds the token only in a header that is written `Authorization`.", `${url} refused the same token in \`authorization\`, as HTTP/2 and many clients write it.`],
		fix: "Take the header's name in capital and small letters alike: HTTP makes no difference between them."
	})),
	"platform-needs-routing": error("PRT-26", "platform", TRANSPORT, ({ url }) => ({
		message: ["Your platform refuses calls that lack the headers `OCPI-from-…` and `OCPI-to-…`.", `${url} answered well only with them. The hub calls versions, version details and credentials without them, as OCPI has it.`],
		fix: "Answer calls of versions, version details and credentials that lack these headers. Only modules such as `commands`, `tokens` and `sessions` may ask for them."
	})),
	"platform-content-type": warning("PRT-22", "platform", TRANSPORT, ({ url, type }) => ({
		message: [`Your platform sends its JSON ${type === "" ? "without a content type" : `as ${foreign(type)}`}.`, `${url} answers OCPI without the header \`Content-Type: application/json\`, and some clients do not read it then.`],
		fix: "Send `Content-Type: application/json` with each answer."
	})),
	"platform-ids": warning("PRT-23", "platform", TRANSPORT, ({ url, on }) => ({
		message: [`Your platform does not repeat the ids of a call in ${{
			each: "its answers",
			success: "its good answers",
			refusal: "its refusals"
		}[on]}.`, `${url} answered without the \`X-Request-ID\` and \`X-Correlation-ID\` that it was sent. By them support finds a call in two logs.`],
		fix: "Copy both headers from each call to its answer, errors included."
	})),
	"platform-timestamp": warning("PRT-38", "platform", TRANSPORT, ({ url, timestamp }) => ({
		message: [timestamp === void 0 ? "Your platform's answers have no `timestamp`." : `Your platform's answers have a \`timestamp\` that is not OCPI's: ${quoted(timestamp)}.`, `${url} was asked. OCPI wants it in UTC, such as \`2026-01-31T08:00:00Z\`.`],
		fix: "Put the time in UTC, with `Z`, into each envelope."
	})),
	"platform-error-page": warning("PRT-35", "platform", TRANSPORT, ({ response }) => ({
		message: ["Your platform, or a proxy before it, answers a refusal with a web page.", `${outcomeWords(response)} A hub reads only JSON, also of an error.`],
		fix: "Let errors be answered in JSON, with `status_code` and `timestamp`."
	}), { oncePerPeer: true }),
	"platform-slash": warning("PRT-25", "platform", HEALTH, ({ response }) => ({
		message: ["Your platform redirects a URL that ends with a slash to one without, or the other way round.", `${outcomeWords(response)} A hub does not follow redirects.`],
		fix: "Serve both forms, or answer HTTP 404 to the other."
	})),
	"platform-credentials": warning("PRT-31", "platform", CREDENTIALS, ({ response }) => ({
		message: ["Your platform does not show its own credentials to the hub.", outcomeWords(response)],
		fix: "Answer GET at your `credentials` with `data: {token, url, roles}`, where `roles` are your own."
	})),
	"platform-other-roles": warning("PRT-32", "platform", CREDENTIALS, ({ given, listed }) => ({
		message: [`Your platform's own credentials name ${listed.length === 0 ? "no party" : list(listed.map(foreign))}, and not ${list(given.map(foreign))}.`, "The hub would be told of other parties than your platform serves."],
		fix: "Correct `roles` in the platform's settings, or the party that this run was given."
	}))
};
// lib/core/findings/request-to-try.js
/** The request in a line to copy. The token is a variable of the shell: none stands in the line. */
function requestToTry({ method, url, carries, encoding, variable = "OCPI_PLATFORM_TOKEN" }) {
	const token = encoding === "base64" ? `$(printf %s "$${variable}" | base64 | tr -d '\\n')` : `$${variable}`;
	const carried = carries ?? (method === "POST" || method === "PUT" ? "{}" : void 0);
	const data = carried === void 0 ? "" : ` -H 'Content-Type: application/json' -d ${quotedForShell(carried)}`;
	return `curl -i -X ${method} ${quotedForShell(url)} -H "Authorization: Token ${token}"${data}`;
}
/** How to use that line, wherever it stands; whole. */
const REPEAT = "To repeat the call, run the `curl` line, with the platform token in `OCPI_PLATFORM_TOKEN`.";
/** A text as one word of a POSIX shell: what a platform lists as its URL is never run. */
function quotedForShell(text) {
	return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
// lib/core/findings/receivers.js
/** What is found of the URLs at which the hub calls the platform. */
const receiverFindings = {
	"onboarding-to-ask": note("INPUT", "account-team", OURS, (_, { profile }) => ({
		message: [`No token of ${profile.title} was given, so this run checked your platform alone.`],
		fix: "The message for the account team asks them to register you and to send an initial token.",
		toDo: false,
		ask: { for: "onboarding" }
	})),
	"receivers-unknown": note("RCV-23", "you", OURS, ({ hasRole, hub }, { words }) => ({
		message: [hasRole ? `It is not known where ${hub} will call your platform: ${hub} reads that from your platform's details, and this run did not.` : `It is not known where ${hub} will call your platform, because no role is given.`],
		fix: hasRole ? `Give ${words.thePlatformToken}, with which this run reads your platform's details.` : words.giveRole
	})),
	"receiver-open": error("RCV-01", "platform", TRANSPORT, ({ module, response }) => ({
		message: [`Your platform's receiver ${foreign(module)} is open: it lets in a call without the platform token.`, `${outcomeWords(response)} Through it anyone on the internet can ${harms[module] ?? "write to your platform"}.`],
		fix: checkFirst(module)
	})),
	"commands-open": error("RCV-08", "platform", "OCPI 2.2.1 mod_commands", ({ response }) => ({
		message: ["Your platform takes commands without the platform token.", `${outcomeWords(response)} Anyone on the internet can start and stop charging at your chargers, or reserve them. This run sent an empty command, which names no charger.`],
		fix: "Take `commands` off the internet now, at your proxy or firewall. Put it back when your platform checks the token first, and answers HTTP 401 to a call without it."
	})),
	"authorize-missing": error("RCV-07", "platform", "ChargeIndia Hub, CPO guide", ({ module, method, response, byProxy }, { profile }) => ({
		message: ["Your platform does not serve the real-time authorisation of tokens.", `${missingWords(response, byProxy)} ${profile.title} departs from OCPI here: it sends PUT to a CPO, where OCPI has POST to an eMSP.`],
		fix: `${serve(method, module, byProxy)} The answer is \`data: {allowed, token}\`, where \`allowed\` is \`ALLOWED\`, \`BLOCKED\`, \`EXPIRED\`, \`NO_CREDIT\`, \`NOT_ALLOWED\` or \`UNKNOWN\`. ${REPEAT}`,
		snippet: requestToTry(response)
	})),
	"delivery-missing": error("RCV-11", "platform", "ChargeIndia Hub, eMSP guide", ({ module, method, response, byProxy }) => ({
		message: [`Your platform does not serve ${foreign(`${method} ${module}`)}, at which the hub delivers ${module === "cdrs" ? "charge detail records" : "charging sessions"}.`, missingWords(response, byProxy)],
		fix: `${serve(method, module, byProxy)} Without the platform token the answer is HTTP 401. The hub repeats deliveries, so the same object twice must be no error. ${REPEAT}`,
		snippet: requestToTry(response)
	})),
	"receiver-missing": warning("RCV-01", "platform", TRANSPORT, ({ module, method, response, byProxy }, { profile }) => ({
		message: [`Your platform does not serve ${foreign(`${method} ${module}`)}, or looks for the token only after that.`, missingWords(response, byProxy)],
		fix: `${serve(method, module, byProxy)} ${profile.title} will call you there. Without the platform token the answer is HTTP 401. ${REPEAT}`,
		snippet: requestToTry(response)
	})),
	"receiver-unclear": warning("RCV-01", "platform", TRANSPORT, ({ module, response }) => ({
		message: [`It is not known whether your platform's receiver ${foreign(module)} checks the token.`, `${outcomeWords(response)} The call had no token, or a made-up one.`],
		fix: checkFirst(module)
	})),
	"receiver-elsewhere": note("PRT-19", "platform", OURS, ({ module, url }) => ({
		message: [`Your platform's receiver ${foreign(module)} is on another host: ${foreign(url)}.`, "It was not called: what a platform lists may lead anywhere."],
		fix: "If the host is yours, name the URL in `receivers` of the connection in `ocpi.yml`. No token goes there in any case."
	}))
};
/** What can be done to a platform through a receiver that is open, by module. */
const harms = {
	tokens: "ask whether a token may charge, or add one that may",
	sessions: "write charging sessions that never were into your customers' accounts",
	cdrs: "bill your customers for charging that never was",
	locations: "change the chargers that your drivers see",
	tariffs: "change the prices that your drivers see",
	hubclientinfo: "tell your platform that a partner is gone"
};
function checkFirst(module) {
	return `At ${foreign(module)} check the token first, and answer HTTP 401 to a call without it.`;
}
/** Who has to let a call through: the platform, or what stands before it. */
function serve(method, module, byProxy) {
	const call = foreign(`${method} ${module}`);
	return byProxy ? `Let your proxy or web server pass ${call} on to your platform, and let your platform serve it.` : `Let your platform serve ${call}.`;
}
function missingWords(response, byProxy) {
	const words = outcomeWords(response);
	return byProxy ? `${words} That is a proxy's answer, or a web server's: the call did not get to your OCPI code.` : words;
}
// lib/core/findings/rehearsal.js
const DELIVERY$1 = "ChargeIndia Hub, async delivery";
/** What is found of a platform's answers to the hub's own calls. */
const rehearsalFindings = {
	"rehearsal-accepted": error("RCV-09", "platform", "OCPI 2.2.1 mod_commands", (call) => ({
		message: ["Your platform ACCEPTED a test command, so it may be doing something real right now.", `${outcomeWords(call.response)} The command was for a location or a session that does not exist: its ids begin with \`OCPI-TEST-\`. The rehearsal ended there, and nothing more was sent.`],
		fix: `Check at once whether a charger started or stopped. Then let the handler of ${handlerOf(call)} look up the location and the session before it answers: \`REJECTED\` or \`UNKNOWN_SESSION\` where there is none. Repeat the call only after that, with the \`curl\` line and the platform token in \`OCPI_PLATFORM_TOKEN\`.`,
		snippet: requestOf(call),
		urgent: true
	})),
	"rehearsal-allowed": error("RCV-07", "platform", "OCPI 2.2.1 mod_tokens", (call) => ({
		message: ["Your platform allows charging with a token that was never issued.", `${outcomeWords(call.response)} It said \`ALLOWED\`: drivers could charge, and no eMSP would pay.`],
		fix: `Let the handler of ${handlerOf(call)} say \`ALLOWED\` only of tokens that it knows. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-authorize": error("RCV-07", "platform", "OCPI 2.2.1 mod_tokens", (call, { profile }) => wrongAnswer(call, "the hub asks whether a token may charge", `${call.wrong === "missing" ? departure(call, profile) : ""}Answer an object with \`allowed\`, one of ${list([
		"ALLOWED",
		"BLOCKED",
		"EXPIRED",
		"NO_CREDIT",
		"NOT_ALLOWED",
		...profile.authorizeAlso
	].map((word) => `\`${word}\``))}, and \`token\`.`)),
	"rehearsal-command": {
		...error("RCV-09", "platform", "OCPI 2.2.1 mod_commands", (call) => wrongAnswer(call, "the hub sends a command", "Answer an object with `result`, one of `ACCEPTED`, `REJECTED`, `NOT_SUPPORTED` and `UNKNOWN_SESSION`, and `timeout` in seconds.")),
		grade: ({ wrong }) => wrong === "word" || wrong === "timeout" ? "warning" : "error"
	},
	"rehearsal-delivery": error("RCV-11", "platform", TRANSPORT, (call) => wrongAnswer(call, `the hub delivers a ${call.object}`, `Store what is valid, and answer HTTP 200 or 201 and \`status_code\` 1000.`)),
	"rehearsal-repeat": error("RCV-14", "platform", DELIVERY$1, (call, { profile }) => ({
		message: [`Your platform refuses a ${call.object} that it was given before.`, `${outcomeWords(call.response)} ${profile.title} repeats a delivery whose answer it did not get.`],
		fix: `Let the handler of ${handlerOf(call)} answer the same ${call.object} a second time as it did the first: HTTP 200 and \`status_code\` 1000, and nothing is stored twice. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-twice": error("RCV-14", "platform", DELIVERY$1, (call) => ({
		message: [`Your platform keeps a ${call.object} twice that it was given twice.`, `${outcomeWords(call.response)} The second one has another \`Location\` than the first: a driver would pay twice.`],
		fix: `Let the handler of ${handlerOf(call)} look for the id and its owner before it stores anything. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-older": error("RCV-14", "platform", DELIVERY$1, (call) => ({
		message: ["Your platform lets an older session take the place of a newer one.", `${outcomeWords(call.response)} Afterwards the session was as the older call had it. The hub repeats deliveries, so an older one may come after a newer one.`],
		fix: `Let the handler of ${handlerOf(call)} compare \`last_updated\`, and drop the older session. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-location": error("RCV-13", "platform", "OCPI 2.2.1 mod_cdrs", (call) => ({
		message: [`Your platform ${wrongLocations[call.location]}.`, `${outcomeWords(call.response)}${call.location === "host" ? ` It is on ${foreign(call.origin)}, and no token was sent there.` : ""} OCPI has the sender of a CDR read it back at its \`Location\`.`],
		fix: `Let the handler of ${handlerOf(call)} answer with the header \`Location\`: a whole URL on your platform's host, at most 255 characters long, at which a GET gives the CDR. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-broken-json": warning("RCV-15", "platform", STATUS_CODES, (call) => ({
		message: ["Your platform does not answer HTTP 400 to a body that is no JSON.", `${outcomeWords(call.response)} Nothing can be made of such a body, and the hub should be told so.`],
		fix: `Let the handler of ${handlerOf(call)} answer HTTP 400 where the body cannot be parsed. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-ids": note("RCV-16", "platform", TRANSPORT, (call) => ({
		message: ["Your platform takes a session whose id is not the one in its URL.", `${outcomeWords(call.response)} OCPI advises to refuse it with \`status_code\` 2001.`],
		fix: `Let the handler of ${handlerOf(call)} compare both. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-third-party": error("RCV-17", "platform", TRANSPORT, (call) => ({
		message: [`Your platform refuses a ${call.object} of a party that it does not know.`, `${outcomeWords(call.response)} What the hub delivers belongs to other parties, and new ones join at any time.`],
		fix: `Let the handler of ${handlerOf(call)} take the objects of every party, if the call has the platform token: the hub decides who may reach you. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-client-info": warning("RCV-18", "platform", CLIENT_INFO, (call) => wrongAnswer(call, "the hub says which party is connected", "Answer HTTP 200 or 201 and `status_code` 1000: without it you do not learn when a partner is gone.")),
	"rehearsal-slow": warning("PRT-27", "platform", OURS, ({ durationMs, ...call }) => ({
		message: [`Your platform takes ${(durationMs / 1e3).toFixed(1)} s to answer ${handlerOf(call)}.`, "A driver stands at the charger for that long, and the hub may give up before."],
		fix: `Let the handler of ${handlerOf(call)} answer within 2 seconds, and do what takes longer afterwards. ${REPEAT}`,
		snippet: requestOf(call)
	})),
	"rehearsal-found": warning("INPUT", "platform", OURS, ({ left }) => ({
		message: [`An earlier rehearsal did not get to its end, and left on your platform: ${objects(left)}.`, "This run uses the same ids, and closes what it can."],
		fix: "If this run says that something stays, delete it by hand.",
		toDo: false
	})),
	"rehearsal-left": note("INPUT", "platform", OURS, ({ left }) => ({
		message: [`What the rehearsal made stays on your platform: ${objects(left)}.`, "OCPI has no call that deletes them."],
		fix: "Delete them by hand, if they are in the way: nothing in them has energy or a price, and the next rehearsal uses the same ids."
	})),
	"rehearsal-open": warning("INPUT", "platform", OURS, ({ left }) => ({
		message: [`The rehearsal could not close or delete what it made on your platform: ${objects(left)}.`, "Nothing in them has energy or a price."],
		fix: "Delete them by hand. The ids begin with `OCPI-TEST-`."
	})),
	"rehearsal-no-consent": note("INPUT", "you", OURS, ({ host }, { words }) => ({
		message: [`Only calls that your platform has to refuse were rehearsed: nothing was to be made on ${foreign(host)}.`],
		fix: `To rehearse the rest, ${words.consentTo(host)}.`,
		toDo: false
	}))
};
function wrongAnswer(call, what, right) {
	return {
		message: [`Your platform ${wrongs[call.wrong]} when ${what}.`, outcomeWords(call.response)],
		fix: `${advice$2(call, right)} ${REPEAT}`,
		snippet: requestOf(call)
	};
}
/** A real-time authorisation by PUT is the hub's own: a platform that is built by the book has none. */
function departure({ response }, { title }) {
	return response.method === "PUT" ? `${title} departs from OCPI here: it sends PUT to a CPO, where OCPI has POST to an eMSP. ` : "";
}
/** Where to mend it: in the handler, or before it. */
function advice$2(call, right) {
	const handler = handlerOf(call);
	switch (call.wrong) {
		case "token": return `Let the handler of ${handler} take the platform token, as your versions do.`;
		case "page": return `Let your proxy or firewall pass ${handler} on to your platform. ${right}`;
		case "moved": return `Serve ${handler} at this path itself, without a redirect. ${right}`;
		case "missing": return `Serve ${handler} at this path. ${right}`;
		case "silent":
		case "crash": return `Look in your platform's log for what happened in the handler of ${handler}, and fix it. ${right}`;
		default: return `Fix the handler of ${handler}. ${right}`;
	}
}
const wrongs = {
	silent: "gives no answer in time",
	moved: "answers with a redirect, which the hub does not follow,",
	page: "answers with a web page, as a proxy or a firewall does,",
	crash: "breaks down",
	token: "refuses the platform token",
	missing: "does not know the path or the method",
	bare: "leaves out the envelope (`status_code`, `timestamp`, `data`)",
	refused: "says no",
	word: "answers with a word that OCPI does not have",
	timeout: "leaves out `timeout`"
};
const wrongLocations = {
	absent: "does not say where it keeps a CDR: its answer has no header `Location`",
	"not-url": "gives no whole URL as the place of a CDR",
	long: "gives a URL with more than 255 characters as the place of a CDR",
	host: "gives a URL on another host as the place of a CDR",
	unread: "does not give the CDR at the place that it names for it"
};
/** Which line of the developers' work it is: `PUT sessions`. */
function handlerOf({ response, module }) {
	return foreign(`${response.method} ${module}`);
}
function requestOf({ response: { method, url }, body, encoding }) {
	return requestToTry({
		method,
		url,
		carries: body,
		...encoding === void 0 ? {} : { encoding }
	});
}
function objects(left) {
	return list(left.map(({ object, id, owner, state }) => `${object} ${foreign(id)} of ${owner}${state === "" ? "" : ` (${foreign(state)})`}`));
}
// lib/core/findings/recovery.js
/** What an interrupted exchange left, and what came of a recovery capsule. */
const recoveryFindings = {
	"recovery-needs-initial-token": error("HSK-32", "account-team", OURS, ({ lockPlace }, { words }) => ({
		message: [`An earlier run was interrupted, and without an ${words.tokenName("initial-token")} it cannot be told whether it registered.`, `The ${lockPlace} says so; nothing was changed.`],
		fix: `${capitalised(words.passInitialToken)}, even if you think that it is used up, and ${words.exchange}: it finds out, and says what to do.`,
		ask: { for: "reset" }
	})),
	"recovery-initial-token-refused": error("HSK-32", "account-team", OURS, ({ lockPlace }, { words }) => ({
		message: ["An exchange was interrupted, and the hub does not accept the initial token any more.", "It seems to have registered the platform, but the token that it issued is not stored."],
		fix: `If an earlier run printed a recovery capsule (a text that begins with \`ocpi-capsule:v1:\`), ${words.useCapsule}. Otherwise check that ${words.theToken("initial-token")} is the one of the interrupted run. If it is, ${askForResetOf(lockPlace, words)}`,
		ask: { for: "reset" },
		remedy: "ask-account-team"
	})),
	"stopped-in-doubt": error("HSK-32", "you", OURS, ({ lockPlace }, { words }) => ({
		message: ["The run was stopped before it found out what became of an interrupted exchange.", ...lockPlace === "" ? [] : [`The ${lockPlace} keeps a note of it.`]],
		fix: `${capitalised(words.exchange)}${words.afterLease}: it finds out what can be found out.`,
		ask: {
			for: "reset",
			onlyIf: SAME_AGAIN
		},
		remedy: "exchange"
	})),
	"recovery-not-possible": error("HSK-32", "you", OURS, ({ lockPlace }, { words }) => ({
		message: ["An exchange was interrupted, and the hub gives no usable answer now.", `What became of the exchange is not known${lockPlace === "" ? "" : `; the ${lockPlace} keeps a note of it`}.`],
		fix: `${capitalised(words.exchange)}${words.afterLease}: it then finds out what can be found out.`,
		ask: {
			for: "reset",
			onlyIf: SAME_AGAIN
		},
		remedy: "exchange"
	})),
	"capsule-unopened": error("INPUT", "you", OURS, ({ why }, { words }) => unopened[why](words)),
	recovered: note("HSK-32", "you", OURS, ({ how }, { words }) => recoveries[how](words))
};
const unopened = {
	malformed: (words) => ({
		message: [`${words.given("recovery-capsule")} is no recovery capsule.`],
		fix: "Pass it whole: it begins with `ocpi-capsule:v1:` and has no spaces."
	}),
	"wrong-token": (words) => ({
		message: [`${words.given("platform-token")} does not open the recovery capsule.`],
		fix: "Pass the platform token with which the exchange was made, and the capsule whole: a changed character closes it, too. If that token is lost, the capsule cannot be opened: ask the account team to reset your registration."
	}),
	damaged: (words) => ({
		message: [`${words.given("recovery-capsule")} is not whole: the platform token is the right one, and a part is missing or changed.`],
		fix: "Pass it whole, from `ocpi-capsule:v1:` to its last character: a log may show it in several lines."
	}),
	"no-token": (words) => ({
		message: ["The recovery capsule holds an answer of the hub in which no token was found."],
		fix: `Nothing can be stored from it. ${capitalised(askForReset(words))}`,
		ask: { for: "reset" }
	})
};
/** What was done about an exchange whose answer was lost, by the request that did it. */
const recoveries = {
	get: () => ({ message: ["The token of an interrupted exchange was read back from the hub."] }),
	post: () => ({ message: ["The initial token still works, so the exchange is sent once more."] }),
	put: ({ rotate }) => ({ message: ["An earlier run was interrupted, so the hub is told of the platform once more, with the platform token of this run.", `If that run was to rotate it, do so again (${rotate}): this one undoes it.`] })
};
// lib/core/findings/routing.js
const ROUTING = "ChargeIndia Hub, routing";
/** What is found of the partners that `routing` names. */
const routingFindings = {
	"partners-not-connected": warning("HCI-15", "account-team", CLIENT_INFO, (those, { words }) => partnersNotConnected(those, words)),
	"partner-other-role": warning("HCI-15", "you", CLIENT_INFO, ({ partner, role, listed }, { words }) => ({
		message: [`The hub lists ${partner} as ${quoted(listed)}; \`routing\` names it as ${role}.`],
		fix: `If ${quoted(listed)} is right, correct the role under \`routing\` in \`ocpi.yml\`. If ${role} is right, ${sendMessage(words)}.`
	})),
	"routing-rule-missing": warning("HCI-15", "account-team", ROUTING, ({ own, partners }, { words }) => ({
		message: [`The hub shows no location of ${someOf$1(partners)}, although ${partners.length === 1 ? "it is" : "they are"} CONNECTED.`, `This run read the whole list of locations that the hub shows to ${list(own)}. Most likely the account team has not enabled the routing ${partners.length * own.length === 1 ? "rule for this pair" : "rules for these pairs"} yet: without a rule the hub shows no location.`],
		fix: `${capitalised(sendMessage(words))}: it asks them to enable the routing between ${list(own)} and ${someOf$1(partners)}. When they have answered, ${words.verify}.`
	})),
	"routing-unseen": note("HCI-15", "account-team", ROUTING, ({ own, partners }) => ({ message: [`Nothing that ${list(own)} may read at the hub shows whether the routing to ${someOf$1(partners)} is enabled.`, "The account team can see it: have them confirm each pair before real traffic."] })),
	"locations-beyond": note("HCI-15", "hub", TRANSPORT, ({ why, url, pages }) => ({ message: [why === "limit" ? `The hub's list of locations goes on after ${pages} pages, and no more are read.` : `The hub's list of locations has no end: after ${pages} pages it goes on at ${foreign(url)}, where it was already.`, "So it is not known whether a partner whose locations were not among these shows any."] })),
	"locations-unread": warning("HCI-15", "hub", TRANSPORT, ({ why, response, total = 0 }, { words, profile }) => ({
		message: [`${capitalised(whyUnread$1[why].replace("{total}", String(total)))}, so it is not known whose locations it shows.`, outcomeWords(response, profile)],
		fix: isRateLimited(response, profile.rateLimitedCode) ? `The hub asks for fewer requests: ${words.verify} in a few minutes.` : `${capitalised(words.verify)} later: it only reads. If it ends the same way, tell the account team.`
	}))
};
const whyUnread$1 = {
	answer: "the hub's list of locations cannot be read",
	unnamed: "the hub's list of locations has entries without `country_code` or `party_id`",
	short: "the hub says that its list has {total} locations, and ends it before"
};
/** Whose turn it is. What is to be done is also read without what was found, so that it names them again. */
function partnersNotConnected({ partners, status }, words) {
	const who = someOf$1(partners);
	const [are, their, they, connected] = partners.length === 1 ? [
		"is",
		"its",
		"it",
		`When it is CONNECTED, ${words.verify}: it only reads.`
	] : [
		"are",
		"their",
		"they",
		`When they are CONNECTED, ${words.verify}: it only reads.`
	];
	switch (status) {
		case "PLANNED": return {
			message: [`${who} ${are} PLANNED at the hub: ${they} ${are} not active there yet, and no traffic passes.`, `Only ${their} operator can finish ${their} onboarding; your side has nothing to fix.`],
			who: "you",
			fix: `Ask the operator of ${who} for the date. ${connected}`
		};
		case "OFFLINE": return {
			message: [`${who} ${are} OFFLINE: the hub's health checks of ${their} platform fail, and no traffic passes meanwhile.`, `Only ${their} operator can fix that; your side has nothing to do for it.`],
			who: "you",
			fix: `${capitalised(words.verify)} in some minutes: it only reads. If ${who} ${are} still OFFLINE then, tell ${their} operator.`
		};
		case "SUSPENDED": return {
			message: [`${who} ${are} SUSPENDED at the hub: no traffic passes.`, "Only the account team ends that; no time does."],
			fix: `Ask the account team whether ${who} will come back. If not, take ${they === "it" ? "it" : "them"} out of \`routing\` in \`ocpi.yml\`.`
		};
		case "NOT_LISTED": return {
			message: [`The hub does not list ${who}.`, `Either the codes or the role under \`routing\` are wrong, or ${they} ${are} not registered at this hub.`],
			who: "you",
			fix: `Compare ${who}, under \`routing\` in \`ocpi.yml\`, with the codes and the role that the partner told you; if they are right, ask the account team whether ${they} ${are} registered.`
		};
		case "UNKNOWN": return {
			message: [`It is not known whether ${who} ${are} CONNECTED: the hub gives no status that OCPI has.`],
			fix: `Ask the account team for the status of ${who}: another run reads the same.`
		};
	}
}
const SHOWN = 10;
/** The first of them by name: a platform may have hundreds of partners, and the report has a table of them all. */
function someOf$1(names) {
	const more = names.length - SHOWN;
	return more <= 0 ? list(names) : list([...names.slice(0, SHOWN), more === 1 ? "another one" : `${more} others`]);
}
// lib/core/findings/issues.js
/** Where issues are reported. */
const ISSUES = "https://github.com/ocpi-onboarding/ocpi-onboarding/issues";
// lib/core/findings/run.js
/** What ended a run from outside of the exchange. */
const runFindings = {
	"lease-expired": error("HSK-32", "you", OURS, () => ({
		message: ["This run took too long, so it sent nothing more."],
		fix: "Wait 5 minutes, then run the same command again."
	})),
	"not-verified": warning("HCI-12", "you", OURS, (_, { words }) => ({
		message: ["The run was stopped before it had seen whether the party is CONNECTED."],
		fix: `${capitalised(words.verify)}: it only reads.`
	})),
	cancelled: error("INPUT", "you", OURS, (_, { words }) => ({
		message: ["The run was stopped before anything was changed."],
		fix: `${capitalised(words.rerun)} when you are ready.`
	})),
	unexpected: error("INPUT", "you", OURS, ({ detail }, { words }) => ({
		message: ["Something happened that OCPI Onboarding did not foresee.", `It is ${foreign(detail)}.`],
		fix: `Keep ${words.thisLog}, above all a text in it that begins with \`ocpi-capsule:\`. ${capitalised(words.rerun)} after 5 minutes. If it fails again, ${words.openIssue(ISSUES)}; it holds no token.`,
		remedy: "report-issue"
	}))
};
// lib/core/findings/sample-files.js
const GIVE = "Give paths or globs in the repository, one a line, such as `samples/*.json`.";
/** What is wrong with the files that a pipeline names as samples, before anything is read in them. */
const sampleFileFindings = {
	"samples-none": error("INPUT", "you", OURS, pipeline(({ glob }) => ({
		message: [`The input \`samples\` names ${quoted(glob)}, which finds no file.`],
		fix: `${GIVE} The repository has to be checked out before this step.`
	}))),
	"samples-outside": error("INPUT", "you", OURS, pipeline(({ path }) => ({
		message: [`The input \`samples\` names ${quoted(path)}, which leads out of the workspace, so it was not read.`],
		fix: GIVE
	}))),
	"samples-unreadable": error("INPUT", "you", OURS, pipeline(({ path, detail }) => ({
		message: [`The input \`samples\` names ${quoted(path)}, which cannot be read (${plainForeign(detail)}).`],
		fix: "Check that it is a file that the job's user may read."
	}))),
	"samples-folder": error("INPUT", "you", OURS, pipeline(({ path }) => ({
		message: [`The input \`samples\` names ${quoted(path)}, which is a folder.`],
		fix: `Name the files in it: ${foreign(`${path}/*.json`)}.`
	}))),
	"samples-encoding": error("INPUT", "you", OURS, pipeline(({ path }) => ({
		message: [`The input \`samples\` names ${quoted(path)}, which is not UTF-8.`],
		fix: "Save the body as your platform sends it. If this is what it sends, have it send UTF-8: JSON is nothing else."
	}))),
	"samples-many": error("INPUT", "you", OURS, pipeline(({ limit }) => ({
		message: [`The input \`samples\` finds more than ${limit} files, so none of them was read.`],
		fix: "Name fewer: one file of each kind of object says most."
	})))
};
function pipeline(say) {
	return (parameters, { words }) => words.ofPipeline(say(parameters));
}
// lib/core/findings/samples.js
/** Where the fields of each object stand, with their types, lengths and cardinalities. */
const OBJECTS = "OCPI 2.2.1 mod_locations, mod_sessions, mod_cdrs, mod_tariffs, mod_tokens and mod_commands";
const TYPES = "OCPI 2.2.1 types";
const JSON_RULES = "RFC 8259, JSON";
const EMSP_RULE = "OCPI 2.2.1 mod_cdrs, CdrToken; ChargeIndia Hub, routing";
const FILL_EMSP = "Fill `country_code` and `party_id` of `cdr_token` with those of the eMSP, as its token has them, not with your own as CPO.";
const typeNames = {
	text: "a text",
	number: "a number",
	int: "a whole number",
	bool: "`true` or `false`",
	list: "a list",
	object: "an object"
};
/** What is wrong with samples of what the platform sends. */
const sampleFindings = {
	"sample-large": error("SAMPLE", "you", OURS, ({ file }) => ({
		message: [`${foreign(file)} is larger than 1 MB, so it was not read.`],
		fix: "Keep a few objects of each kind in it: one session, CDR, location, tariff or token says as much as a thousand."
	})),
	"sample-deep": error("SAMPLE", "you", OURS, ({ file }) => ({
		message: [`${foreign(file)} is nested more than 100 levels deep, or holds more than 300,000 values, so it was not read.`],
		fix: "Keep a few objects of each kind in it: one session, CDR, location, tariff or token says as much as a thousand."
	})),
	"sample-syntax": error("SAMPLE", "platform", JSON_RULES, ({ fault, found, ...place }, { words }) => ({
		message: [`${where(place, words)} is not JSON.`, syntaxFaults[fault](found)],
		fix: "Give the body as your platform sends it, in UTF-8. If this is what it sends, have it written by a JSON library."
	})),
	"sample-key-twice": error("SAMPLE", "platform", JSON_RULES, (place, { words }) => ({
		message: [`${where(place, words)} stands there twice.`, "One receiver takes the first value, and another the last."],
		fix: "Have your platform write each field once."
	})),
	"sample-unknown": error("SAMPLE", "you", OURS, ({ holds, fields, ...place }, { words }) => ({
		message: [`${where(place, words)} is no object of OCPI that is known here.`, fields.length === 0 ? `It is ${holdings[holds]}.` : `Its fields are ${fields.map(foreign).join(", ")}.`],
		fix: "Give a session, CDR, location, tariff or token whole, as your platform sends it: alone, in a list, or as the `data` of a response."
	})),
	"sample-missing": error("SAMPLE", "platform", OBJECTS, (place, { words }) => ({
		message: [`${where(place, words)} is missing.`, "OCPI 2.2.1 requires it, so a receiver may refuse the object."],
		fix: "Have your platform send it in each object of this kind."
	})),
	"sample-type": error("SAMPLE", "platform", OBJECTS, ({ type, ...place }, { words }) => ({
		message: [`${where(place, words)} is not ${typeNames[type]}.`, "A receiver that reads by type refuses the object."],
		fix: typeFix(type)
	})),
	"sample-length": error("SAMPLE", "platform", OBJECTS, ({ length, max, ...place }, { words }) => ({
		message: [`${where(place, words)} has ${length} characters; OCPI allows at most ${max}.`, "A receiver may refuse the object or cut the value."],
		fix: "Have your platform send a shorter value. Where it is an id, it must be the same short one everywhere."
	})),
	"sample-empty": error("SAMPLE", "platform", OBJECTS, (place, { words }) => ({
		message: [`${where(place, words)} is an empty list.`, "OCPI 2.2.1 requires one entry at least."],
		fix: "Have your platform send the entries."
	})),
	"sample-ascii": error("SAMPLE", "platform", `${TYPES}, CiString`, (place, { words }) => ({
		message: [`${where(place, words)} holds a character that is not printable ASCII.`, "OCPI compares this field without case, and so allows no other."],
		fix: "Have your platform use letters, digits and signs of ASCII here, without accents and line breaks."
	})),
	"sample-visible": error("SAMPLE", "platform", `${TYPES}, string`, (place, { words }) => ({
		message: [`${where(place, words)} holds a line break, a tab or another control character.`],
		fix: "Have your platform write it on one line, in printable characters."
	})),
	"sample-value": error("SAMPLE", "platform", OBJECTS, ({ value, allowed, ...place }, { words }) => ({
		message: [`${where(place, words)} is ${quoted(value)}, which is not one of OCPI's values here.`],
		fix: `Use one of: ${allowed.map(foreign).join(", ")}. Case counts.`
	})),
	"sample-form": error("SAMPLE", "platform", OBJECTS, ({ value, example, ...place }, { words }) => ({
		message: [`${where(place, words)} is ${quoted(value)}, which is not in the form that OCPI asks for.`],
		fix: `Write it like ${foreign(example)}.`
	})),
	"sample-range": error("SAMPLE", "platform", OBJECTS, ({ value, limit, than, ...place }, { words }) => ({
		message: [`${where(place, words)} is ${value}, which is ${than === "less" ? "below" : "above"} ${limit}.`],
		fix: `Have your platform send a value that is at ${than === "less" ? "least" : "most"} ${limit}.`
	})),
	"sample-time": error("SAMPLE", "platform", `${TYPES}, DateTime`, ({ value, fault, ...place }, { words }) => ({
		message: [`${where(place, words)} is ${quoted(value)}, which ${timeFaults[fault]}.`],
		fix: `Have your platform send UTC, such as \`2026-06-23T10:00:00Z\`${fault === "offset" ? ". Convert the time: to write a `Z` in place of the offset would be another time" : ", whatever time its drivers read"}.`
	})),
	"sample-no-emsp": {
		...error("RCV-25", "platform", EMSP_RULE, ({ routed: _routed, ...place }, { words, profile }) => ({
			message: [`${where(place, words)} is missing or empty.`, `It names the eMSP whose driver charged; without it ${profile.title} does not know where to deliver the object.`],
			fix: FILL_EMSP
		})),
		grade: ({ routed }) => routed ? "error" : "warning"
	},
	"sample-emsp-self": warning("RCV-25", "platform", EMSP_RULE, ({ party, ...place }, { words, profile }) => ({
		message: [`${where(place, words)} names ${foreign(party)}, which is you as CPO, and no eMSP.`, `${capitalised(profile.title)} delivers the object to the eMSP that is named here, so the one whose driver charged does not get it.`],
		fix: FILL_EMSP
	})),
	"sample-party": error("SAMPLE", "platform", OBJECTS, ({ party, own, ...place }, { words }) => ({
		message: [`${where(place, words)} belongs to ${foreign(party)}, which is none of your parties (${own.map(foreign).join(", ")}).`, "A receiver may refuse the object: a platform sends those of its own parties only."],
		fix: "Fill `country_code` and `party_id` with those that the account team assigned to you."
	})),
	"sample-currency": error("SAMPLE", "platform", "ChargeIndia Hub, India conventions", ({ value, expected, ...place }, { words, profile }) => ({
		message: [`${where(place, words)} is ${quoted(value)}; ${profile.title} settles in ${foreign(expected)}.`],
		fix: `Have your platform price in ${foreign(expected)}, and convert the amounts, too.`
	})),
	"sample-credit": error("SAMPLE", "platform", "OCPI 2.2.1 mod_cdrs, CDR", (place, { words }) => ({
		message: [`${where(place, words)} is missing.`, "`credit` says that this CDR takes another one back, and nothing says which."],
		fix: "Fill `credit_reference_id` with the `id` of the CDR that is taken back, or leave `credit` out."
	})),
	"sample-order": warning("SAMPLE", "platform", OBJECTS, ({ value, other, earlier, ...place }, { words }) => ({
		message: [`${where(place, words)} is ${quoted(value)}, which is before ${foreign(other)}, ${quoted(earlier)}.`, "A receiver may refuse the object, or compute with a wrong duration."],
		fix: "Look for a clock that is wrong, or for a local time that is sent as UTC."
	})),
	"sample-total": warning("SAMPLE", "platform", OBJECTS, ({ value, sum, of, ...place }, { words }) => ({
		message: [`${where(place, words)} is ${value}, but its parts (${foreign(of)}) add up to ${sum}.`, "An eMSP that adds them up disputes the bill."],
		fix: "Have your platform compute the total from what it sends: energy in kWh (not Wh), times in hours (not seconds)."
	})),
	"sample-more": warning("SAMPLE", "you", OURS, ({ file, count }) => ({
		message: [`${foreign(file)} has ${count} more ${count === 1 ? "finding" : "findings"}.`],
		fix: "Correct those that are listed, and check again."
	}))
};
const holdings = {
	null: "`null`",
	empty: "an empty list",
	list: "a list",
	object: "an object without fields",
	text: "a text",
	number: "a number",
	bool: "`true` or `false`"
};
const syntaxFaults = {
	end: () => "It ends before it is complete.",
	found: (found) => plainForeign(found).trim() === "" ? "There is a character there that cannot be seen, and none may be." : `Nothing may begin with ${quoted(found)} there.`,
	control: () => "A text in it has a line break, a tab or another control character, which has to be written as an escape."
};
const timeFaults = {
	offset: "has an offset: OCPI has UTC alone, and not even `+00:00` counts as that",
	long: "is longer than the 25 characters that OCPI allows",
	unreal: "is no day or time that there is",
	form: "is not in the form of OCPI"
};
function typeFix(type) {
	if (type === "number") return "Have your platform send a JSON number, without quotes around it.";
	if (type === "int") return "Have your platform send a JSON number, without quotes around it and without decimals.";
	if (type === "text") return "Have your platform send it in quotes.";
	return `Have your platform send ${typeNames[type]}.`;
}
/** Where it is, as a sentence begins with it. */
function where({ file, position, path }, words) {
	const name = plainForeign(file);
	return path === "" ? words.placeIn(name, position) : words.keyIn(name, position, plainForeign(path));
}
// lib/core/findings/tracked-issue.js
/** What keeps a pipeline from telling how a connection is in an issue. The run has done its work all the same. */
const trackedIssueFindings = { "issue-not-kept": warning("INPUT", "you", "GitHub, permissions for the GITHUB_TOKEN", (parameters, telling) => telling.words.ofPipeline(notKept(parameters, telling))) };
function notKept({ failure, fork }, { words }) {
	const { status, kind } = failure;
	const answer = `GitHub answered ${words.vaultAnswer(failure)}.`;
	if (status === 410) return {
		message: ["The issue of this connection could not be kept: the repository has no issues.", answer],
		fix: "Switch them on under `Settings → General → Features`, or remove `track-issue`."
	};
	if (status === 401) return {
		message: ["The issue of this connection could not be kept: GitHub does not know the token.", answer],
		fix: "If `github-token` is given, its token is wrong or expired: store it again, or remove that line, so that the job's own token is used. Outside GitHub, give one that may write issues."
	};
	if (kind !== "forbidden" && kind !== "not-found") return {
		message: ["The issue of this connection could not be kept.", answer],
		fix: `The next run tries again. If it fails again, ${words.lookAtVault(failure)}`
	};
	if (fork) return {
		message: ["The issue of this connection could not be kept: a run for a pull request of a fork, or for Dependabot, may not write issues.", answer],
		fix: "No action needed: a run on `schedule`, `push` or `workflow_dispatch` keeps it.",
		toDo: false
	};
	return {
		message: ["The issue of this connection could not be kept: GitHub does not let this run write issues.", answer],
		fix: `Give the job the permission below, beside those that it has: GitHub takes away what is not named. A token of your own in \`github-token\` needs the permission \`Issues: write\`.`,
		snippet: "permissions: { contents: read, issues: write }"
	};
}
// lib/core/findings/unregistration.js
/** Some hubs end a registration and leave its token alive. */
function onceEnded({ place, lockPlace }, words, what) {
	return `${capitalised(sendMessage(words))}: it asks them ${what}. When they have answered that the registration is ended, ${words.forgetEnded(place, lockPlace)}; until then the token is kept.`;
}
/** What came of a DELETE. */
const unregistrationFindings = {
	"not-unregistered": error("HSK-35", "you", CREDENTIALS, ({ response, isKnown }, { words, profile }) => ({
		message: ["The hub did not end the registration.", `${outcomeWords(response, profile)} ${registrationWords(isKnown)}`.trimEnd()],
		fix: `${capitalised(sendMessage(words))}: it asks them to end it. ${capitalised(words.forgetHubToken)} only when they have confirmed that.`,
		ask: { for: "end" }
	})),
	"still-registered": error("HSK-35", "account-team", CREDENTIALS, (end, { words, profile }) => ({
		message: ["The hub answered that the registration is ended, but still accepts the hub token.", outcomeWords(end.response, profile)],
		fix: onceEnded(end, words, "to revoke the token"),
		ask: { for: "end" }
	})),
	"end-unprovable": error("HSK-35", "account-team", CREDENTIALS, (end, { words }) => ({
		message: ["The hub answered that the registration is ended, but nothing shows whether it is.", "What this run may read there is open to everyone."],
		fix: onceEnded(end, words, "to confirm that it is ended"),
		ask: { for: "end" }
	})),
	"unregister-in-doubt": error("HSK-35", "hub", CREDENTIALS, ({ response }, { words, profile }) => ({
		message: ["The end of the registration was sent, but its outcome is not known.", `${outcomeWords(response, profile)} The hub token is kept.`],
		fix: `${capitalised(words.rerun)} after 5 minutes: it checks again, and sends it again if the hub still accepts the token.`
	})),
	"nothing-to-unregister": error("HSK-35", "account-team", CREDENTIALS, ({ response, place, lockPlace }, { words, profile }) => ({
		message: ["The hub does not accept the hub token, so no registration can be ended with it.", outcomeWords(response, profile)],
		fix: `If an earlier run sent the end of the registration, it was ended: ${words.forgetEnded(place, lockPlace)}. Otherwise ${sendMessage(words)}: it asks them to end it.`,
		ask: { for: "end" }
	})),
	"secret-left": warning("VAULT", "you", OURS, ({ place, failure }, { words }) => ({
		message: [`The registration is ended, but the ${words.keptAt(place)} could not be deleted.`, `${words.vault} answered ${words.vaultAnswer(failure)}.`],
		fix: words.forgetLeftToken(place)
	})),
	"unregister-not-offered": error("INPUT", "you", OURS, (_, { words, profile }) => ({
		message: [`${capitalised(profile.title)} has no way to end a registration by itself.`],
		fix: `${capitalised(sendMessage(words))}: it asks them to end it. ${capitalised(words.forgetHubToken)} only when they have confirmed that.`,
		ask: { for: "end" }
	}))
};
// lib/core/findings/vault.js
/** What the vault, or the durable state of a run, did not do. */
const vaultFindings = {
	"vault-forbidden": error("VAULT", "you", "GitHub, permissions for secrets", (refusal, { words }) => words.vaultForbidden(refusal)),
	"vault-failed": error("VAULT", "you", OURS, ({ place, failure }, { words }) => ({
		message: [`${words.vault} could not be used for the ${words.keptAt(place)}.`, `It answered ${words.vaultAnswer(failure)}.`],
		fix: `${capitalised(words.rerun)}; if it fails again, ${words.lookAtVault(failure)}`
	})),
	"vault-unread": note("VAULT", "you", OURS, ({ place, failure }, { words }) => ({ message: [`The ${words.keptAt(place)} could not be checked, and need not be: the registration works.`, `${words.vault} answered ${words.vaultAnswer(failure)}.`] })),
	"secret-exists": error("VAULT", "you", OURS, (stored, { words }) => words.secretExists(stored)),
	"lock-held": error("VAULT", "you", OURS, ({ lockPlace, freeAt }, { words }) => ({
		message: ["Another run is changing this connection, or one was interrupted a moment ago.", `The ${lockPlace} says so; this run changed nothing.`],
		fix: `When no other run is active, ${words.exchange} ${freeAt === void 0 ? "in 5 minutes" : `after ${utcAndIst(freeAt)}`}: it takes over, and finds out what happened. ${words.takeOverAtOnce(lockPlace)}`
	})),
	"lock-unanswered": error("VAULT", "you", OURS, ({ lockPlace, freeAt }, { words }) => ({
		message: [`${words.vault} gave no usable answer when this run took the lock.`, `The ${lockPlace} may be there all the same, and be this very run's until ${utcAndIst(freeAt)}. This run changed nothing else.`],
		fix: `When no other run is active, ${words.exchange} after that: it takes the lock over, if there is one, and finds out what happened. ${words.takeOverAtOnce(lockPlace)}`
	})),
	"lock-left": warning("VAULT", "you", OURS, ({ lockPlace, failure }, { words }) => ({
		message: [`The ${lockPlace} could not be deleted (${words.vaultAnswer(failure)}).`],
		fix: words.leaveLock(lockPlace)
	})),
	"state-unwritable": warning("VAULT", "you", OURS, ({ detail }, { words }) => ({
		message: [`${capitalised(words.state)} could not be written: ${foreign(detail)}.`, "The run went on; after a crash nothing could have been finished."],
		fix: `Check the disk and the permissions of ${words.theMachine}.`
	}))
};
// lib/core/findings/vault-command.js
const unusable = {
	outside: (path) => ({
		message: [`The input \`vault-command\` is ${path}, which leads out of the workspace.`],
		fix: "Write a path that begins in your repository, or an absolute one."
	}),
	missing: (path) => ({
		message: [`The input \`vault-command\` is ${path}, and there is no such file.`, "It is one path, from the workspace or absolute: no shell reads it, so it takes no options, and `PATH` is not searched."],
		fix: "Correct the path. If it is a file of your repository, the job needs `actions/checkout` before this step."
	}),
	"no-file": (path) => ({
		message: [`The input \`vault-command\` is ${path}, which is no file.`],
		fix: "Name the program itself."
	}),
	"not-executable": (path) => ({
		message: [`The input \`vault-command\` is ${path}, which may not be executed.`],
		fix: "Make it executable: `chmod +x` here, and `git update-index --chmod=+x` with its path in your repository."
	})
};
/** The command that keeps the hub token elsewhere. */
const vaultCommandFindings = {
	"vault-command-unusable": error("INPUT", "you", OURS, ({ path, why }, telling) => telling.words.ofPipeline(unusable[why](quoted(path)))),
	"vault-command-prints": warning("VAULT", "you", OURS, ({ place }, { words }) => words.ofPipeline({
		message: [`The vault command printed the hub token when it was given it for the ${place}.`, "What it printed was dropped here, but whoever else calls it may show or keep it."],
		fix: "Have the vault command print nothing but a look: send what its tools print to `/dev/null`."
	}))
};
// lib/core/findings/catalogue.js
/** Everything that a run can find, by its code: one entry for each, in the file of its area. */
const catalogue = {
	...inputFindings,
	...allConnectionsFindings,
	...offlineFindings,
	...hubFindings,
	...platformFindings,
	...platformDetailsFindings,
	...preflightFindings,
	...receiverFindings,
	...rehearsalFindings,
	...vaultFindings,
	...vaultCommandFindings,
	...exchangeFindings,
	...recoveryFindings,
	...hubTokenFindings,
	...confirmationFindings,
	...unregistrationFindings,
	...partyFindings,
	...dryRunFindings,
	...sampleFileFindings,
	...sampleFindings,
	...partyListFindings,
	...routingFindings,
	...runFindings,
	...trackedIssueFindings,
	...planFindings
};
/** The entry of a finding. */
function entryFor({ code }) {
	return catalogue[code];
}
/** How serious a finding is. */
function severityOf(finding) {
	const { grade, severity } = entryFor(finding);
	return grade?.(finding) ?? severity;
}
/** Of what was found the first that is in the way, or else the first: what a run ends for that it stops. */
function foremost(findings) {
	return firstError(findings) ?? findings[0];
}
/** Of what was found the first that is in the way. */
function firstError(findings) {
	return findings.find((finding) => severityOf(finding) === "error");
}
// lib/core/record/log-lines.js
/** Tells apart requests that differ in nothing but the token, or how it was written. */
function tokenNote({ asks, encoding }) {
	if (asks === "guard") return " (a made-up token, which should be refused)";
	if (asks === "entry") return " (no token, which should be refused)";
	return encoding === "base64" ? " (token in Base64)" : "";
}
/** A request as one line of the log. */
function requestLine(request) {
	const again = request.attempt > 1 ? ` (attempt ${request.attempt})` : "";
	const outcome = request.httpStatus === void 0 ? reason(request.error) : request.statusCode === void 0 ? `HTTP ${request.httpStatus}, no OCPI answer` : `HTTP ${request.httpStatus}, OCPI ${request.statusCode}`;
	return plainLine(`${request.method} ${request.url}${tokenNote(request)}${again}: ${outcome}, ${duration(request.durationMs)}`);
}
/** A finding as one line of the log. */
function findingLine({ severity, message, check }) {
	const word = {
		error: "Error",
		warning: "Warning",
		info: "Note"
	}[severity];
	return plainLine(`${word}: ${message.join(" ")} [${check}]`).replaceAll("`", "");
}
/** One look at the own parties as one line of the log. */
function statusLine(parties, againInMs) {
	const states = parties.map(({ party, status }) => `${partyName(party)} (${party.role}) is ${status}`).join(", ");
	return againInMs === void 0 ? `${states}.` : `${states}; checking again in ${duration(againInMs)}.`;
}
/** What is going to be done, as the log's first line. */
function taskLine(command, connection, hub, profile) {
	return plainLine(`${command}: connection ${connection}, ${profile.title}${hub === void 0 ? "" : ` at ${hub}`}.`);
}
/** What is planned, as the log's first line. */
function planLine(command, { connections }) {
	return `${command}: ${connections.length === 1 ? "one connection" : `${connections.length} connections`}.`;
}
/** A recovery capsule as a line of the log, with what it is; `of` says of what, where that is not the hub token. */
function capsuleLine(capsule, of = "") {
	return `Recovery capsule${of}, what the hub answered, sealed so that only your platform token opens it; it is safe to show: ${capsule}`;
}
// lib/core/ocpi/json.js
const DEPTH_LIMIT = 100;
const VALUE_LIMIT = 3e5;
/**
* Makes sure that a JSON text can be parsed within bounds.
* @throws SyntaxError for more than 100 levels, or more than 300,000 values.
*/
function assertBounded(text) {
	if (isTooMuch(text)) throw new SyntaxError("more than 100 levels deep, or more than 300,000 values");
}
/** Whether a parsed value is an object, and no list. */
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Counts brackets, and the marks between values; those in texts count too, which only makes it stricter. */
function isTooMuch(text) {
	let depth = 0;
	let values = 0;
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		if (code === 91 || code === 123) {
			depth += 1;
			values += 1;
		} else if (code === 93 || code === 125) depth -= 1;
		else if (code === 44) values += 1;
		if (depth > DEPTH_LIMIT || values > VALUE_LIMIT) return true;
	}
	return false;
}
// lib/core/ocpi/versions.js
const text = (/* @__PURE__ */ string()).check(/* @__PURE__ */ _maxLength(2e3));
/** One entry of `GET versions`: OCPI 2.2.1 version_information_endpoint, Version. */
const versionSchema = /* @__PURE__ */ object({
	version: text,
	url: /* @__PURE__ */ _catch(text, "")
});
/** One endpoint of the version details. `role` may be missing: for credentials it has no meaning (ocpi/ocpi#403). */
const endpointSchema = /* @__PURE__ */ object({
	identifier: text,
	role: /* @__PURE__ */ _catch(/* @__PURE__ */ optional(text), void 0),
	url: /* @__PURE__ */ _catch(text, "")
});
/** OCPI 2.2.1 version_information_endpoint, VersionDetails. Its endpoints are read one by one. */
const detailsSchema = /* @__PURE__ */ object({
	version: /* @__PURE__ */ _catch(/* @__PURE__ */ optional(text), void 0),
	endpoints: /* @__PURE__ */ array$1(/* @__PURE__ */ unknown())
});
const modules = /* @__PURE__ */ new Set([
	"cdrs",
	"chargingprofiles",
	"commands",
	"credentials",
	"hubclientinfo",
	"locations",
	"sessions",
	"tariffs",
	"tokens"
]);
const interfaceRoles = /* @__PURE__ */ new Set(["SENDER", "RECEIVER"]);
/** An endpoint whose module and role are written as OCPI has them, where they are in other letters: `CREDENTIALS`, `hubClientInfo`. */
function asSpecified(endpoint) {
	const module = endpoint.identifier.toLowerCase().replace(/[\s_-]/g, "");
	const role = endpoint.role?.trim().toUpperCase() ?? "";
	return {
		...endpoint,
		identifier: modules.has(module) ? module : endpoint.identifier,
		role: interfaceRoles.has(role) ? role : endpoint.role
	};
}
/**
* The versions in `data`. OCPI 2.2.1 gives a bare list; the table of 2.1.1 and 2.2 showed `{versions: […]}`, and peers
* exist that send it, so both are read.
* @returns undefined when `data` is neither.
*/
function readVersions$1(data) {
	const wrapped = !Array.isArray(data) && typeof data === "object" && data !== null && "versions" in data;
	const list = wrapped ? data.versions : data;
	if (!Array.isArray(list)) return void 0;
	const versions = keepValid(list, versionSchema, FEW);
	return {
		versions,
		wrapped,
		unreadable: list.length - versions.length
	};
}
/**
* The version details in `data`: also out of a list, where it holds nothing else or says which are those of the version.
* @returns undefined when there is no object with a list of endpoints.
*/
function readVersionDetails(data, version) {
	const listed = Array.isArray(data);
	const ofVersion = (entry) => isRecord(entry) && entry["version"] === version;
	const parsed = detailsSchema.safeParse(listed ? data.find(ofVersion) ?? (data.length === 1 ? data[0] : void 0) : data);
	if (!parsed.success) return void 0;
	const endpoints = keepValid(parsed.data.endpoints, endpointSchema, FEW);
	return {
		version: parsed.data.version,
		endpoints,
		unreadable: parsed.data.endpoints.length - endpoints.length,
		listed
	};
}
const ENTRY_LIMIT = 1e4;
const FEW = 200;
const UNREADABLE_LIMIT = 1e3;
/** What was read of a list, by the schema with which it was read and its limit. No answer is changed once it is read. */
const valid = /* @__PURE__ */ new WeakMap();
/** Those entries of a list that have the shape; the others are left out, and what comes after so many. A list is read once. */
function keepValid(list, schema, limit = ENTRY_LIMIT) {
	const known = valid.get(list);
	if (known?.schema === schema && known.limit === limit) return known.entries;
	const entries = [];
	for (const [index, entry] of list.slice(0, limit).entries()) {
		if (index - entries.length >= UNREADABLE_LIMIT) break;
		const parsed = schema.safeParse(entry);
		if (parsed.success) entries.push(parsed.data);
	}
	valid.set(list, {
		schema,
		limit,
		entries
	});
	return entries;
}
// lib/core/record/receivers.js
/**
* The URLs at which the hub calls this platform, for the roles that it has: where the config says that a module is, else where the
* platform's own details list it, else by the documented path. What none of them names is left out.
*/
function routedReceivers(known) {
	const roles = [...new Set(known.parties.map((party) => party.role))];
	return known.profile.receivers.flatMap((route) => {
		const url = urlOf(route, known);
		if (url === void 0) return [];
		return roles.filter((role) => route.roles.some((name) => name === role)).map((role) => ({
			module: route.module,
			role,
			method: route.method,
			url,
			route
		}));
	});
}
/** The same for a record, without what it took to find them. */
function receiverUrls(known) {
	return routedReceivers(known).map(({ module, role, method, url }) => ({
		module,
		role,
		method,
		url
	}));
}
function urlOf(route, known) {
	const { overrides, profile, platformUrl, endpoints = [] } = known;
	const given = Object.hasOwn(overrides, route.module) ? overrides[route.module] : void 0;
	if (given !== void 0) return given;
	const platform = URL.parse(platformUrl ?? "");
	if (platform === null) return void 0;
	const { healthPath, receiverBase } = profile;
	if (route.interfaceRole === void 0) return healthPath === void 0 ? void 0 : platform.origin + healthPath;
	const listed = endpoints.map(asSpecified).find(({ identifier, role, url }) => identifier === route.module && role === route.interfaceRole && url !== "");
	const at = listed && URL.parse(listed.url, platform.href);
	if (at) return withoutSlash$2(at.href) + route.path;
	return receiverBase === void 0 ? void 0 : `${baseOf(platform, receiverBase)}/${route.module}${route.path}`;
}
/** Where the documented paths begin: at a platform below another path, such as `/api/ocpi/2.2.1`, there. */
function baseOf({ origin, pathname }, documented) {
	const path = withoutSlash$2(pathname);
	return origin + (path.endsWith(documented) ? path : documented);
}
function withoutSlash$2(url) {
	return url.replace(/\/$/, "");
}
// lib/core/ocpi/parsed-url.js
const KEPT = 500;
const LONGEST = 500;
const read$1 = /* @__PURE__ */ new Map();
/** Parses a URL, or finds what was made of it a moment ago: null where it is none. */
function parsedUrl(url) {
	if (url.length > LONGEST) return URL.parse(url);
	const known = read$1.get(url);
	if (known !== void 0) return known;
	const parsed = URL.parse(url);
	if (read$1.size >= KEPT) read$1.clear();
	read$1.set(url, parsed);
	return parsed;
}
// lib/core/peer/hub-address.js
/**
* The hub's URLs. Where the profile documents paths, `url` is the hub's origin (`https://hub.example.com`) or its versions
* URL (`https://hub.example.com/ocpi/versions`, also with something before `/ocpi`); elsewhere it is the versions URL.
* @returns undefined when it is neither.
*/
function hubAddress(url, { paths }) {
	const parsed = URL.parse(url);
	if (parsed === null || parsed.search !== "" || parsed.hash !== "") return void 0;
	const path = parsed.pathname.replace(/\/+$/, "");
	if (paths === void 0) {
		if (path === "") return void 0;
		return {
			origin: parsed.origin,
			versions: parsed.href,
			details: void 0,
			credentials: void 0,
			hubclientinfo: void 0,
			locations: void 0
		};
	}
	if (path !== "" && !path.endsWith(paths.versions)) return void 0;
	const base = parsed.origin + path.slice(0, path.length - paths.versions.length);
	return {
		origin: parsed.origin,
		versions: base + paths.versions,
		details: base + paths.details,
		credentials: base + paths.credentials,
		hubclientinfo: base + paths.hubclientinfo,
		locations: base + paths.locations
	};
}
/** Whether a URL is another documented one of the hub's than that of its versions. */
function mistakenAddress(url, { paths }) {
	const parsed = URL.parse(url);
	if (parsed === null || paths === void 0) return void 0;
	const path = parsed.pathname.replace(/\/+$/, "");
	const what = ["details", "credentials"].find((one) => path.endsWith(paths[one]));
	if (what === void 0) return void 0;
	return {
		what,
		versions: parsed.origin + path.slice(0, path.length - paths[what].length) + paths.versions
	};
}
/**
* Whether the URL's host is this machine: the literals 127.0.0.0/8 and ::1, and exactly `localhost`. What is there is a
* sandbox. Whatever else may lead here is left to DNS, to the system or to a proxy, which may lead it elsewhere.
*/
function isLoopback(url) {
	const host = parsedUrl(url)?.hostname ?? "";
	return /^127(?:\.\d{1,3}){3}$/.test(host) || host === "[::1]" || host === "localhost";
}
/** Whether a token may travel there: by `https:`, or on this machine by `http:`, each URL by its own host. */
function keepsTokensSafe(url) {
	const { protocol } = parsedUrl(url) ?? {};
	return protocol === "https:" || protocol === "http:" && isLoopback(url);
}
// lib/core/record/result.js
/** What a run came to, in the order of the documentation. */
const results = [
	"connected",
	"registered",
	"done",
	"not-ready",
	"refused",
	"unreachable",
	"in-doubt",
	"unstored",
	"cancelled",
	"invalid"
];
/** The statuses, the worst first. */
const worstStatusFirst = [
	"SUSPENDED",
	"NOT_LISTED",
	"OFFLINE",
	"PLANNED",
	"UNKNOWN",
	"CONNECTED"
];
/** The worst status of all own parties; UNKNOWN when there is none to look at. */
function connectionStatus(parties) {
	return worstStatusFirst.find((status) => parties.some((party) => party.status === status)) ?? "UNKNOWN";
}
/** The hub's word for a status as one of ours, in whatever letters; a word that OCPI does not know is UNKNOWN. */
function partyConnection(status) {
	return connectionStatuses.find((known) => known === status?.trim().toUpperCase()) ?? "UNKNOWN";
}
// lib/core/onboarding/outcome.js
/** The outcome of a run that ended before it looked at anything. */
function untouched(result, reason) {
	return {
		result,
		reason,
		parties: [],
		look: void 0,
		hubToken: void 0,
		storedIn: void 0,
		capsule: void 0,
		registeredAt: void 0
	};
}
// lib/core/onboarding/own-words.js
/**
* What a run says of itself, which a token may hold and which no redaction has to take out: the hosts, the parties, the names
* of the connection and of the hub.
*/
function ownWords(connection, platformUrl) {
	if (connection === void 0) return [];
	const { name, address, allowedOrigins, profile, roles, routing } = connection;
	const hosts = [
		address?.origin ?? "",
		...allowedOrigins,
		platformUrl ?? ""
	].map((url) => URL.parse(url)?.hostname ?? "");
	const parties = [
		...profile.hub === void 0 ? [] : [profile.hub],
		...roles,
		...routing
	];
	const businesses = roles.map((role) => role.business_details.name);
	return [
		name,
		profile.name,
		profile.title,
		...hosts,
		...parties.map(partyName),
		...businesses
	];
}
// lib/core/onboarding/plan-jobs.js
const MATRIX = 256;
/**
* Spreads connections over the jobs of a matrix: one each while they fit, and as few each as it takes when they are more. Of a job
* with several its workflow makes a matrix again, by a reusable workflow.
*/
function planJobs(connections) {
	if (connections.length === 0) return { fault: { code: "plan-empty" } };
	const each = Math.ceil(connections.length / MATRIX);
	if (each > MATRIX) return { fault: {
		code: "plan-too-large",
		count: connections.length,
		limit: MATRIX * MATRIX
	} };
	return { plan: {
		connections,
		jobs: Array.from({ length: Math.ceil(connections.length / each) }, (_none, index) => connections.slice(index * each, (index + 1) * each))
	} };
}
/** Says what was planned. Nothing is asked of anyone. */
function plan(run, planned) {
	const each = planned.jobs[0]?.length ?? 1;
	const { length: jobs } = planned.jobs;
	if (each > 1) run.found([{
		code: "plan-nested",
		count: planned.connections.length,
		jobs,
		each,
		limit: MATRIX
	}]);
	return {
		...untouched("done"),
		plan: planned
	};
}
// lib/core/peer/pace.js
/** Lets requests begin one after another, each so long after the one before at the earliest. */
var Pace = class {
	#intervalMs;
	#clock;
	/** When the next one may begin, in milliseconds since the epoch. */
	#next = 0;
	/** @param intervalMs from the beginning of a request to that of the next. */
	constructor(intervalMs, clock) {
		this.#intervalMs = intervalMs;
		this.#clock = clock;
	}
	/** Waits for the turn of one request. Who asks first is first; one that was stopped does not wait. */
	async turn(signal) {
		const now = this.#clock.now().getTime();
		const at = Math.max(now, this.#next);
		this.#next = at + this.#intervalMs;
		await this.#clock.sleep(at - now, signal);
	}
};
// lib/core/findings/version.js
/** The version of this software, as in `package.json`. */
const version = "0.1.0";
// lib/core/ports.js
/** No answer came. */
var TransportFailure = class extends Error {
	name = "TransportFailure";
	/** A code such as `ECONNREFUSED`, `ENOTFOUND`, `UND_ERR_CONNECT_TIMEOUT`, `DEPTH_ZERO_SELF_SIGNED_CERT`. */
	code;
	/** The request certainly never left this machine: DNS, connection refused, connect timeout or TLS. */
	notSent;
	constructor(code, notSent, options) {
		super(code, options);
		this.code = code;
		this.notSent = notSent;
	}
};
// lib/core/peer/answer.js
/** The longest body that is read, decompressed, in bytes. */
const BODY_LIMIT$1 = 5e6;
/** The code of a request whose token no header can carry: a line break in it, or a character beyond Latin-1. */
const UNSENDABLE = "ERR_INVALID_CHAR";
/** The envelope of an answer, if it has one. */
function envelopeOf(answer) {
	return answer.kind === "answered" && answer.body.kind === "envelope" ? answer.body.envelope : void 0;
}
/** The envelope's `data`, if the answer is a success on both layers: HTTP 2xx and an OCPI code of 1xxx. */
function dataOf(answer) {
	const envelope = envelopeOf(answer);
	if (answer.kind !== "answered" || envelope === void 0 || answer.truncated) return void 0;
	return isHttpSuccess(answer.httpStatus) && isSuccess(envelope.statusCode) ? { data: envelope.data } : void 0;
}
/** Whether an HTTP status says that it worked: 2xx. */
function isHttpSuccess(status) {
	return status >= 200 && status <= 299;
}
/** Whether the answer is a redirect, which is never followed: a POST would turn into a GET, a token into a leak. */
function isRedirect(answer) {
	return answer.kind === "answered" && answer.httpStatus >= 300 && answer.httpStatus <= 399;
}
// lib/core/peer/asked-ahead.js
/** GETs that were sent before their answers are wanted. Each answer is taken once, or recorded in the end. */
var AskedAhead = class {
	#all = [];
	/**
	* Sends one.
	* @param within how long it is waited for; released when it is answered.
	* @param send is given the signal that ends this one.
	*/
	add(get, within, send) {
		const sent = send(within.signal).finally(() => within.release());
		sent.catch(() => void 0);
		this.#all.push({
			...get,
			sent,
			end: () => within.end()
		});
	}
	/** The answer to the same GET. The next `take` does not get it. */
	take({ url, token, encoding }) {
		const index = this.#all.findIndex((one) => one.url === url && one.token.equals(token) && one.encoding === encoding);
		return index < 0 ? void 0 : this.#all.splice(index, 1)[0]?.sent;
	}
	/** Waits no longer for what was never taken, and records it. */
	async leave() {
		const left = this.#all.splice(0);
		for (const { end } of left) end();
		for (const { sent } of left) (await sent).record();
	}
};
// lib/core/peer/in-time.js
/**
* A signal that fires after so many milliseconds, if not `Infinity`, with a `TimeoutError`, or when another one does, with its reason.
* What Node has for it keeps each of them, and what hangs on it, until the last timer has fired.
*/
function inTime(ms, other) {
	const both = new AbortController();
	const stop = () => both.abort(other.reason);
	const late = () => both.abort(new DOMException(`No answer in ${ms} ms.`, "TimeoutError"));
	const timer = ms === 1e400 ? void 0 : setTimeout(late, ms);
	if (other.aborted) stop();
	else other.addEventListener("abort", stop, { once: true });
	return {
		signal: both.signal,
		end: stop,
		release: () => {
			clearTimeout(timer);
			other.removeEventListener("abort", stop);
		}
	};
}
// lib/core/ocpi/bare-answer.js
/**
* Whether JSON that is no OCPI envelope is OCPI all the same: what belongs into `data`, bare or under another name, or a
* `status_code` that is a text. So the address is right, and the one who has to act is who made the peer.
*/
function isBareAnswer(value) {
	if (isData(value)) return true;
	if (!isRecord(value)) return false;
	return /^[1-4]\d{3}$/.test(String(value["status_code"])) || Object.values(value).some(isData);
}
/** A list of versions or parties, version details, or credentials: by the fields that these have in OCPI 2.2.1. */
function isData(value) {
	const first = Array.isArray(value) ? value[0] : value;
	if (!isRecord(first)) return false;
	if (Array.isArray(first["endpoints"])) return true;
	const has = (...fields) => fields.every((field) => typeof first[field] === "string");
	return has("version", "url") || has("country_code", "party_id", "status") || has("token", "url");
}
// lib/core/peer/read-answer.js
/** Reads the whole answer to a request. A body that breaks off or never ends is an answer with `truncated`. */
async function readAnswer(request, response, keepsText) {
	const chunks = [];
	let size = 0;
	let end = "whole";
	try {
		for await (const chunk of response.body ?? []) {
			chunks.push(chunk.subarray(0, BODY_LIMIT$1 - size));
			size += chunk.length;
			if (size > 5e6) {
				end = "cut";
				if (!keepsText) chunks.splice(0, chunks.length, Buffer.from(chunks[0]?.subarray(0, 1e3) ?? []));
				break;
			}
		}
	} catch {
		end = request.signal.aborted ? "cut" : "broken";
	}
	const text = textOf$1(Buffer.concat(chunks), end === "whole");
	return answered(request, response.status, response.headers, text, end);
}
const STRICT_UTF8 = ["utf-8", {
	fatal: true,
	ignoreBOM: true
}];
/** For whole texts alone: of one that is cut it would keep a part for the next. */
const strictUtf8 = new TextDecoder(...STRICT_UTF8);
/**
* A body that is no UTF-8 is read byte by byte, as Latin-1: so a token that is no UTF-8 either is sent back with the same bytes
* (RFC 9110, 5.5).
*/
function textOf$1(bytes, whole) {
	try {
		return whole ? strictUtf8.decode(bytes) : new TextDecoder(...STRICT_UTF8).decode(bytes, { stream: true });
	} catch {
		return bytes.toString("latin1");
	}
}
/** An answer, from its text and how that ended. */
function answered({ method, url }, httpStatus, headers, text, end = "whole") {
	const read = method === "GET" ? bodies.read(text) : readBody(text);
	const body = read.kind === "text" && /^text\/html\b/i.test(headers.get("content-type") ?? "") ? { kind: "html" } : read;
	const truncated = end !== "whole";
	const envelope = body.kind === "envelope" ? body.envelope : void 0;
	const summary = {
		url,
		method,
		httpStatus,
		statusCode: envelope?.statusCode,
		statusMessage: method === "GET" ? envelope?.statusMessage : void 0,
		error: void 0,
		body: truncated && body.kind !== "html" ? "cut" : body.kind === "json" && isBareAnswer(body.value) ? "bare" : body.kind
	};
	return {
		kind: "answered",
		httpStatus,
		headers,
		body,
		text,
		truncated,
		brokeOff: end === "broken",
		summary
	};
}
/** That no answer came, and why. */
function unanswered({ method, url }, code, notSent) {
	return {
		kind: "unanswered",
		code,
		notSent,
		summary: {
			url,
			method,
			error: code,
			httpStatus: void 0,
			statusCode: void 0,
			statusMessage: void 0,
			body: "none"
		}
	};
}
/** The bodies that were read last: with hundreds of connections at a hub, many of its answers are the same. */
var Bodies = class {
	#known = /* @__PURE__ */ new Map();
	/** As {@link readBody}, or what that has made of the same text a moment ago. */
	read(text) {
		if (text.length > KEPT_LENGTH) return readBody(text);
		const body = this.#known.get(text) ?? readBody(text);
		this.#known.delete(text);
		this.#known.set(text, body);
		const [oldest] = this.#known.keys();
		if (this.#known.size > KEPT_BODIES && oldest !== void 0) this.#known.delete(oldest);
		return body;
	}
};
const KEPT_BODIES = 50;
const KEPT_LENGTH = 2e4;
const bodies = new Bodies();
/** Reads a response body. Never throws: what cannot be read has a kind of its own. */
function readBody(text) {
	const bare = text.trim();
	if (bare === "") return { kind: "empty" };
	let value;
	try {
		assertBounded(bare);
		value = JSON.parse(bare);
	} catch {
		return { kind: bare.startsWith("<") ? "html" : "text" };
	}
	if (!isRecord(value)) return {
		kind: "json",
		value
	};
	const { status_code: statusCode, status_message: statusMessage, timestamp, data } = value;
	if (typeof statusCode !== "number" || !Number.isInteger(statusCode) || statusCode < 1e3 || statusCode > 9999) return {
		kind: "json",
		value
	};
	return {
		kind: "envelope",
		envelope: {
			statusCode,
			statusMessage: typeof statusMessage === "string" ? statusMessage : void 0,
			timestamp: typeof timestamp === "string" ? timestamp : void 0,
			data
		}
	};
}
// lib/core/ocpi/refusal-words.js
/** A refusal is a sentence or two; what is read of a longer one is more than is ever shown. */
const LONGEST_READ = 5e3;
const LONGEST_SHOWN = 300;
/** What stands where something was taken out that is no token of ours. */
const HIDDEN = "…";
/** What a redaction puts in the place of a token: `[hub token]`. */
const label = /\[(?:[a-z]+ ){1,2}token\]/g;
const wordsAndSpaces = /(?:\[(?:[a-z]+ ){1,2}token\]|\S)+|\s+/g;
/**
* The words with which a peer refused a POST, PUT or DELETE, without anything in them that may be a token: not only those
* that are known, since a hub may speak of one that it has just made. It takes out our tokens in all forms; whatever looks
* like a token; and whatever follows "token", ":" or "=". A URL keeps its host and path where its origin is one of
* these, the hub's and the platform's. Cut to 300 characters last of all.
*/
function refusalWords(text, redaction, origins) {
	const read = text.length > LONGEST_READ ? text.slice(0, LONGEST_READ).replace(/\S*$/, "") : text;
	return withoutSuspects(redaction.apply(redaction.apply(read).normalize("NFKC")), redaction, origins).trim().slice(0, LONGEST_SHOWN);
}
function withoutSuspects(text, redaction, origins) {
	let followsToken = false;
	return (text.match(wordsAndSpaces) ?? []).map((word) => {
		if (word.trim() === "") return word;
		const masked = withoutLabels(word);
		const isSuspect = followsToken && !isOrdinary(masked);
		followsToken = speaksOfToken(masked) || followsToken && !isSuspect && linksOn(masked);
		return isSuspect ? HIDDEN : ownUrl(word, masked, redaction, origins) ?? cleaned(word);
	}).join("");
}
/** The word with what is ours in it made to look like nothing, every other character in its place. */
function withoutLabels(word) {
	return word.replace(label, (ours) => "*".repeat(ours.length));
}
/** A word without what looks like a token, and without what follows "token", ":" or "=". */
function cleaned(word) {
	const masked = withoutLabels(word);
	const end = Math.min(endOf$2(/[:=]/, masked, isBlank$1), endOf$2(/token/i, masked, isOrdinary));
	return (end < word.length ? word.slice(0, end) + HIDDEN : word).replace(/[A-Za-z0-9\-_+/=]{12,}/g, (run) => looksLikeToken(run) ? HIDDEN : run);
}
/** Behind the first such mark, or the length of the word where nothing follows it that may be a token. */
function endOf$2(mark, word, isHarmless) {
	const found = mark.exec(word);
	const end = found === null ? word.length : found.index + found[0].length;
	return isHarmless(word.slice(end)) ? word.length : end;
}
function isBlank$1(text) {
	return !/[\p{L}\p{N}]/u.test(text);
}
function looksLikeToken(run) {
	return /[0-9]/.test(run) && /[A-Za-z]/.test(run) || /[A-Za-z]{24,}|[0-9]{24,}/.test(run);
}
/** A URL of the hub's or the platform's in a word: its host and its path, each segment by the same rule. */
function ownUrl(word, masked, redaction, origins) {
	const found = /https?:\/\/[^\s"'`<>()]+/i.exec(masked);
	if (found === null) return void 0;
	const { origin } = URL.parse(found[0]) ?? {};
	if (origin === void 0 || !origins.includes(origin)) return void 0;
	const to = found.index + found[0].length;
	const [address = ""] = word.slice(found.index, to).split(/[?#]/);
	const [, , , ...segments] = address.split("/");
	const path = segments.map((segment, index) => /token$/i.test(segments[index - 1] ?? "") ? HIDDEN : shownSegment(segment, redaction));
	return cleaned(word.slice(0, found.index)) + [origin, ...path].join("/") + cleaned(word.slice(to));
}
function shownSegment(segment, redaction) {
	if (withoutLabels(segment).replaceAll("*", "") === "") return segment;
	const decoded = decodedSegment(segment)?.normalize("NFKC");
	return decoded !== void 0 && cleaned(decoded) === decoded && redaction.apply(decoded) === decoded ? segment : HIDDEN;
}
function decodedSegment(segment) {
	try {
		return decodeURIComponent(segment);
	} catch {
		return;
	}
}
/** Whether what comes next may be the token: `token abc`, `token: abc`, `"token": "abc"`. A sentence that has ended says no more. */
function speaksOfToken(masked) {
	return /token[^\p{L}\p{N}*]*$/iu.test(masked) && !/[.,;!?)\]]$/.test(masked);
}
/** Whether what was said of a token goes on to the token itself: `token is abc`. */
function linksOn(masked) {
	return isBlank$1(masked) || /^(?:is|was|are|value)[:=]?$/i.test(masked);
}
const ordinary = new Set("a already an and are as at authentication authorization b been belongs but by c can cannot could credential credentials deleted did disabled do does endpoint error exist exists expired failed field for format found from given has have header id in inactive incorrect invalid is it issued length long malformed matches may mismatch missing must no not of on or presented provided received registered rejected required revoked s short should suspended supplied t that the this to too type unknown used valid validation value was were with wrong".split(" "));
/** Whether a text holds nothing but words that stand beside "token" in any sentence, and what is between words. */
function isOrdinary(text) {
	return (text.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => ordinary.has(word.toLowerCase()));
}
// lib/core/ocpi/credentials-fields.js
const credentials = {
	token: {},
	url: {},
	roles: {
		role: {},
		country_code: {},
		party_id: {},
		business_details: {
			name: {},
			website: {},
			logo: {
				url: {},
				thumbnail: {},
				category: {},
				type: {},
				width: {},
				height: {}
			},
			gstin: {}
		}
	}
};
/** Where each name stands first, from the root. */
const homes = new Map([...homesIn(credentials, [])].toSorted(([, a], [, b]) => b.length - a.length));
const canonical = new Map([...homes.keys()].map((name) => [bare$1(name), name]));
function homesIn(fields, above) {
	return Object.entries(fields).flatMap(([name, inner]) => [[name, [...above, name]], ...homesIn(inner, [...above, name])]);
}
function bare$1(name) {
	return name.replace(/[-_]/g, "").toLowerCase();
}
/**
* The place that a peer means by these segments, such as `["body", "roles", 0, "businessDetails"]`, as far as it is one of
* ours. Only names of ours come out, and where they stand: no other name, and no value.
* @param within a place of which they may be a part.
*/
function fieldAt(segments, within = []) {
	const named = segments.map(nameOrIndex);
	let best;
	for (const [from, first] of named.entries()) {
		const start = startOf(first, within);
		if (start === void 0) continue;
		const path = extended(start, named.slice(from + 1));
		const match = {
			path,
			segments: path.length - start.length + 1
		};
		if (match.segments >= (best?.segments ?? 0)) best = match;
	}
	return best;
}
function nameOrIndex(segment) {
	if (/^\d{1,2}$/.test(String(segment))) return Number(segment);
	return canonical.get(bare$1(String(segment)));
}
function startOf(first, within) {
	if (first === void 0) return void 0;
	if (fits(within, first)) return [...within, first];
	return typeof first === "string" ? homes.get(first) : void 0;
}
function extended(start, rest) {
	let path = start;
	for (const next of rest) {
		if (next === void 0 || !fits(path, next)) break;
		path = [...path, next];
	}
	return path;
}
/** Whether our credentials have this in that place. */
function fits(path, next) {
	if (typeof next === "number") return path.at(-1) === "roles";
	let fields = credentials;
	for (const name of path) if (typeof name === "string") fields = fields?.[name];
	return fields !== void 0 && Object.hasOwn(fields, next);
}
/** `roles[0].business_details.website`. */
function fieldName(path) {
	return path.map((part, index) => typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${part}`).join("");
}
/** The same without the numbers. */
function fieldNames(path) {
	return path.filter((part) => typeof part === "string");
}
// lib/core/ocpi/refused-fields.js
/** More is no complaint but a list of everything. */
const MOST_FIELDS = 8;
/** How many values of a body are looked at, and how many characters of its texts: what complains is short. */
const MOST_VALUES = 2e3;
const MOST_CHARACTERS = 2e4;
/**
* The fields of our credentials that the body of a refusal complains about, such as `roles[0].business_details.website`.
* Frameworks have as many forms for that as there are, and most are one of three: a place that a key announces (`loc`, `field`,
* `instancePath`), our own structure with complaints in the places of values, and a sentence that begins with a place.
* @param body parsed JSON, or a text.
*/
function refusedFields(body) {
	const search = new Search();
	search.visit(body, {
		within: [],
		key: "",
		isComplaint: false
	});
	return search.names;
}
const placeKeys = new Set("loc path location pointer instancepath datapath propertypath jsonpath field fieldname fieldpath property propertyname param parameter attribute attr member target label".split(" "));
const listKeys = new Set("keys fields missing missingfields required members properties".split(" "));
const skippedKeys = new Set("input value values rejectedvalue received actual request context ctx arguments codes code type title status statuscode timestamp trace stack schemapath schema parentschema bindingfailure objectname help documentation".split(" "));
var Search = class {
	#found = /* @__PURE__ */ new Map();
	#visited = 0;
	#read = 0;
	get names() {
		return [...this.#found.values()].slice(0, MOST_FIELDS).map(fieldName);
	}
	visit(value, standing) {
		this.#visited += 1;
		if (this.#visited > MOST_VALUES) return;
		if (typeof value === "string") this.#text(value, standing);
		else if (Array.isArray(value)) this.#list(value, standing);
		else if (isRecord(value)) this.#record(value, standing);
	}
	#text(text, { within, key, isComplaint }) {
		if (placeKeys.has(key) || listKeys.has(key)) this.#complain(fieldAt(segmentsOf(text), within)?.path);
		else if (within.length > 0 && isComplaint) this.#complain(within);
		else for (const path of fieldsInText(this.#beginningOf(text), within)) this.#complain(path);
	}
	#list(values, standing) {
		const { within, key } = standing;
		const pieces = values.filter((piece) => typeof piece === "string" || typeof piece === "number");
		if (placeKeys.has(key) && pieces.length === values.length) this.#complain(fieldAt(pieces, within)?.path);
		else if (within.length > 0 && values.length > 0 && values.every((value) => typeof value === "string")) this.#complain(within);
		else for (const [index, value] of values.entries()) this.visit(value, {
			...standing,
			within: fits(within, index) ? [...within, index] : within
		});
	}
	#record(record, standing) {
		const place = placeOf(record, standing.within);
		const { children, params } = record;
		const missing = isRecord(params) ? params["missingProperty"] : void 0;
		if (typeof missing === "string") return this.#complain(fieldAt([missing], place ?? standing.within)?.path);
		if (Array.isArray(children) && children.length > 0) return this.visit(children, {
			...standing,
			within: place ?? standing.within
		});
		if (place !== void 0) return this.#complain(place);
		for (const [key, value] of Object.entries(record)) this.#entry(key, value, standing);
	}
	#entry(key, value, { within, isComplaint }) {
		const bareKey = key.replace(/[-_]/g, "").toLowerCase();
		if (skippedKeys.has(bareKey)) return;
		const field = placeKeys.has(bareKey) ? void 0 : fieldOfKey(key, within);
		const isInErrors = isComplaint || field === void 0 && /err|violation|issue|invalid|detail|message/.test(bareKey);
		this.visit(value, {
			within: field ?? within,
			key: bareKey,
			isComplaint: isInErrors
		});
	}
	#beginningOf(text) {
		const beginning = text.slice(0, MOST_CHARACTERS - this.#read);
		this.#read += beginning.length;
		return beginning;
	}
	/** Once for each field, with the number of the role where that is known. */
	#complain(path) {
		if (path === void 0 || path.length === 0) return;
		const key = fieldNames(path).join(".");
		const before = this.#found.get(key);
		if (before === void 0 || before.length < path.length) this.#found.set(key, path);
	}
};
/** The place that an entry of a list of errors names. */
function placeOf(record, within) {
	const isAbout = Object.keys(record).some((key) => /^(?:reason|message|msg|detail)$/i.test(key));
	for (const [key, value] of Object.entries(record)) {
		if (!placeKeys.has(key.replace(/[-_]/g, "").toLowerCase()) && !(key === "name" && isAbout)) continue;
		const pieces = Array.isArray(value) ? value : typeof value === "string" ? segmentsOf(value) : [];
		if (!pieces.every((piece) => typeof piece === "string" || typeof piece === "number")) continue;
		const place = fieldAt(pieces, within)?.path;
		if (place !== void 0) return place;
	}
}
/** The field that a key of the peer's names: one of ours in its place, or one whose name says enough. */
function fieldOfKey(key, within) {
	const segments = segmentsOf(key);
	const path = fieldAt(segments, within)?.path;
	return path?.length === within.length + segments.length || segments.length > 1 || alone.test(key) ? path : void 0;
}
/** `roles[0].business_details` and `/roles/0/business_details` in pieces. */
function segmentsOf(place) {
	return place.slice(0, 200).match(/[\w-]+/g) ?? [];
}
const alone = /^(?:country[-_]?code|party[-_]?id|business[-_]?details|gstin)$/i;
const announced = /(?:field|property|parameter|attribute|key)s?\b[ :]*$/i;
const demanded = /^ (?:must|should|may not|can ?not|can't|is (?:required|missing|a required)|field is required)\b/i;
/** The fields that a sentence speaks of. */
function fieldsInText(text, within) {
	const found = [];
	for (const match of text.matchAll(/[\w$#/.[\]"'-]+/g)) {
		const last = found.at(-1) ?? within;
		const field = fieldAt(segmentsOf(match[0]), last);
		if (field === void 0 || field.segments < 2 && !isNamedAlone(match)) continue;
		const { path } = field;
		if (last.length > 0 && path.length > last.length && last.every((part, index) => part === path[index])) found.pop();
		found.push(path);
	}
	return found;
}
/** Whether a single name means a field, and not what it means in any sentence. */
function isNamedAlone({ 0: name, index, input }) {
	const before = input.slice(Math.max(0, index - 20), index);
	const after = input.slice(index + name.length, index + name.length + 30);
	return /^["'].*["']$/.test(name) || before.endsWith("`") && after.startsWith("`") || alone.test(segmentsOf(name).at(-1) ?? "") || announced.test(before) || before.trim() === "" && demanded.test(after);
}
// lib/core/peer/refusal.js
/**
* An answer to POST, PUT or DELETE with what a finding may say of the peer's own words. They are shown of an error alone, and
* are then the diagnosis.
* @param answer one in which no token was found: of any other no byte is shown.
* @param origins the hub's and the platform's: of their URLs the words keep host and path.
*/
function withRefusalWords(answer, redaction, origins) {
	if (answer.kind === "unanswered" || !isError(answer)) return answer;
	const { body, summary } = answer;
	const said = body.kind === "envelope" ? body.envelope.statusMessage : void 0;
	const words = said === void 0 ? "" : refusalWords(said, redaction, origins);
	const fields = refusedFields(complaintIn(answer));
	return {
		...answer,
		summary: {
			...summary,
			statusMessage: words === "" ? void 0 : words,
			...fields.length === 0 ? {} : { fields }
		}
	};
}
/** What is said of an answer in the place of its status message: the peer's words, or the fields of ours that it names. */
function saidOf({ statusMessage, fields }) {
	return statusMessage ?? fields?.join(", ");
}
function isError({ httpStatus, summary: { statusCode = 0 } }) {
	return httpStatus >= 400 || statusCode >= 2e3 && statusCode <= 3999;
}
function complaintIn({ body, text, truncated }) {
	switch (body.kind) {
		case "envelope": return {
			message: body.envelope.statusMessage,
			data: body.envelope.data
		};
		case "json": return body.value;
		case "text": return truncated || /^\s*[{[]/.test(text) ? void 0 : text;
		case "html":
		case "empty": return;
	}
}
const RETRY_AFTER_LIMIT_MS = 3e4;
const finalCodes = /* @__PURE__ */ new Set([
	"TIMEOUT",
	"CANCELLED",
	UNSENDABLE
]);
/**
* How long to wait before a GET is sent again, in milliseconds: with jitter, longer each time, and as long as `Retry-After` asks.
* @param attempt how often it was sent.
* @returns undefined where it is not sent again: it was often enough, nothing would come of it, or the peer asks for more than
* half a minute.
*/
function retryPauseMs(answer, attempt, rateLimitedCode, now, random) {
	if (attempt >= 4 || !isWorthRepeating$1(answer, rateLimitedCode)) return void 0;
	const jittered = 250 * 2 ** (attempt - 1) * (.5 + random.fraction());
	const asked = answer.kind === "answered" ? retryAfterMs(answer.headers, now) : 0;
	const pause = Math.max(jittered, asked);
	return pause > RETRY_AFTER_LIMIT_MS ? void 0 : pause;
}
const HELD_BACK_MS = 1e3;
/** For how long a peer wants no request at all, in milliseconds, as its answer says; 0 where it does not say so. */
function heldBackMs(answer, rateLimitedCode, now) {
	if (answer.kind === "unanswered" || !isRateLimited(answer.summary, rateLimitedCode)) return 0;
	return retryAfterMs(answer.headers, now) || HELD_BACK_MS;
}
/** Whether the peer's own answer did not come: no connection, an answer that broke off, or a rate limit. It says nothing of a token. */
function isUnheard(answer, rateLimitedCode) {
	if (answer.kind === "unanswered") return answer.code !== UNSENDABLE;
	return answer.brokeOff || isRateLimited(answer.summary, rateLimitedCode);
}
/** Whether the next try may fare better: the peer was not heard, or it failed, with 5xx or OCPI's code for that. */
function isWorthRepeating$1(answer, rateLimitedCode) {
	if (answer.kind === "unanswered") return !finalCodes.has(answer.code) && (proxyRefusal(answer.code) ?? 500) >= 500;
	const { httpStatus, statusCode = 0 } = answer.summary;
	return isUnheard(answer, rateLimitedCode) || (httpStatus ?? 0) >= 500 || statusCode >= 3e3 && statusCode <= 3999;
}
/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). 0 when there is none. */
function retryAfterMs(headers, now) {
	const value = headers.get("retry-after");
	if (value === null) return 0;
	const seconds = Number(value);
	const ms = Number.isFinite(seconds) ? seconds * 1e3 : Date.parse(value) - now.getTime();
	return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
// lib/core/peer/slashed-url.js
/**
* Where a request is answered that was redirected to its own path with a slash at the end, or without it. It did nothing where it
* was (RFC 9110, 15.4.8 and 15.4.9), and it comes to no other place there. Frameworks answer like this by themselves.
* @returns the URL, on the scheme that it had; undefined for every other answer.
*/
function slashedUrl(answer) {
	if (answer.kind === "unanswered" || answer.httpStatus !== 307 && answer.httpStatus !== 308) return void 0;
	const url = new URL(answer.summary.url);
	const location = URL.parse(answer.headers.get("location") ?? "", url.href);
	if (location === null || location.host !== url.host || location.search !== url.search) return void 0;
	if (!(location.pathname !== url.pathname && withoutSlash$1(location) === withoutSlash$1(url))) return void 0;
	url.pathname = location.pathname;
	return url.href;
}
function withoutSlash$1({ pathname }) {
	return pathname.replace(/\/$/, "");
}
// lib/core/peer/peer.js
const UNSAFE_TIMEOUT_MS = {
	atLeast: 6e4,
	atMost: 12e4
};
/** One OCPI peer over an injected fetch: it sends, reads with bounds, retries what is safe, and records what it asked. */
var Peer = class {
	#settings;
	#ports;
	/** URLs that are answered with a slash at their end, or without it. */
	#slashed = /* @__PURE__ */ new Map();
	#ahead = new AskedAhead();
	constructor(settings, ports) {
		this.#settings = settings;
		this.#ports = ports;
	}
	/** The origins to which its tokens may go, its own first. */
	get origins() {
		return this.#settings.origins;
	}
	/** Whether a token may go to this URL: on one of the peer's origins, by `https:` beyond this machine, without credentials inside. */
	admits(url) {
		const parsed = parsedUrl(url);
		if (parsed === null || parsed.username !== "" || parsed.password !== "") return false;
		return keepsTokensSafe(url) && this.#settings.origins.includes(parsed.origin);
	}
	/**
	* GET, repeated up to three times where that may help: `retryPauseMs` says when.
	* The answer says what happened; nothing is thrown.
	*/
	async get(url, token, encoding, signal, { secret = false, until, asks, attempt: first = 1, answersOnce = false } = {}) {
		for (let attempt = first;; attempt += 1) {
			const { answer, record } = await (this.#ahead.take({
				url,
				token,
				encoding
			}) ?? this.#inTurn(url, signal, async (withinTime) => this.#send({
				method: "GET",
				url,
				token,
				encoding,
				attempt,
				signal: withinTime,
				secret,
				asks
			})));
			record();
			if (answersOnce && !isUnheard(answer, this.#settings.rateLimitedCode)) return answer;
			if (!await this.pause([answer], attempt, signal, until)) return answer;
		}
	}
	/**
	* Sends a GET before its answer is wanted: the next `get` for the same takes the answer, and is recorded then.
	* @param asks what is asked for, for the record.
	* @param withinMs how long it is waited for, where that is less than for any GET.
	*/
	askAhead(url, token, encoding, signal, { asks, withinMs = 1e400 } = {}) {
		if (!this.admits(url) || signal.aborted) return;
		this.#ahead.add({
			url,
			token,
			encoding
		}, inTime(withinMs, signal), async (ended) => this.#inTurn(url, ended, async (withinTime) => this.#send({
			method: "GET",
			url,
			token,
			encoding,
			signal: withinTime,
			asks
		})));
	}
	/** Waits no longer for what was asked ahead and never taken, and records it. */
	async leaveAhead() {
		await this.#ahead.leave();
	}
	/**
	* Waits before what was answered like this is asked again.
	* @param attempt how often it was asked.
	* @param until when there is no use in it any more, in milliseconds since the epoch.
	* @returns false where nothing would come of it, and where the run was stopped.
	*/
	async pause(answers, attempt, signal, until = 1e400) {
		const { clock, random } = this.#ports;
		const now = clock.now();
		const pauses = answers.map((answer) => retryPauseMs(answer, attempt, this.#settings.rateLimitedCode, now, random));
		const pauseMs = Math.max(0, ...pauses.map((pause) => pause ?? 0));
		if (pauseMs === 0 || signal.aborted || now.getTime() + pauseMs > until) return false;
		await clock.sleep(pauseMs, signal);
		return !signal.aborted;
	}
	/**
	* POST, PUT or DELETE, once; by `sendOnce`, where the face has that. It is not cancelled by anything but its own timeout of at least
	* 60 s: once it left, only its answer can say what it did.
	* @returns the answer, and what records the request: to be called when a token in the answer is durable, because a record is
	* a line in the log, too. Of an answer that holds none it also says what the peer's words are.
	*/
	async change(method, url, token, encoding, body) {
		const { atLeast, atMost } = UNSAFE_TIMEOUT_MS;
		const timeoutMs = Math.min(Math.max(atLeast, this.#settings.requestTimeoutMs), atMost);
		return this.#send({
			method,
			url,
			token,
			encoding,
			body,
			signal: AbortSignal.timeout(timeoutMs)
		});
	}
	/** Has the connection opened on which `change` will leave for this URL, where the face can do that. */
	connectAhead(url) {
		if (this.admits(url)) this.#ports.connectAhead?.(url);
	}
	/** The id that ties the requests of a run together: `X-Correlation-ID`. */
	get correlationId() {
		return this.#settings.correlationId;
	}
	/**
	* One request as the hub makes it, once: nothing is repeated, no redirect is followed. The answer says what happened; nothing is
	* thrown. Of an answer that is an error the peer's words are kept, as design 7 has it.
	*/
	async call(call, signal) {
		const { record, requestId, durationMs } = await this.#inTurn(call.url, signal, async (withinTime) => this.#sendTo({
			...call,
			signal: withinTime
		}));
		return {
			answer: record(call.method === "GET"),
			requestId,
			durationMs,
			correlationId: this.#settings.correlationId
		};
	}
	/** Sends when it is its turn: what it may take counts from there. */
	async #inTurn(url, signal, send) {
		const { pace, turns, clock } = this.#ports;
		await pace?.turn(signal);
		const done = await turns?.take(url, signal);
		const time = inTime(this.#settings.requestTimeoutMs, signal);
		try {
			const sent = await send(time.signal);
			const heldMs = heldBackMs(sent.answer, this.#settings.rateLimitedCode, clock.now());
			if (heldMs > 0) turns?.holdBack(url, heldMs);
			return sent;
		} finally {
			time.release();
			done?.();
		}
	}
	/** Sends, and to the same path with or without a slash at its end where the hub says so: there, and nowhere else, it is followed. */
	async #send(sending) {
		const known = this.#slashed.get(sending.url);
		const first = await this.#sendTo({
			...sending,
			url: known ?? sending.url
		});
		const slashed = this.#settings.name === "hub" ? slashedUrl(first.answer) : void 0;
		if (slashed === void 0 || known !== void 0) return first;
		this.#slashed.set(sending.url, slashed);
		const second = await this.#sendTo({
			...sending,
			url: slashed
		});
		const record = (holdsToken) => {
			first.record();
			return second.record(holdsToken);
		};
		return {
			...second,
			record
		};
	}
	async #sendTo(sending) {
		const { method, url, token, encoding, attempt = 1, body, signal, secret, asks } = sending;
		if (!this.admits(url)) throw new RangeError(`No token may go to ${new URL(url).origin}.`);
		const { clock, random, fetch, sendOnce = fetch } = this.#ports;
		const requestId = random.uuid();
		const at = clock.now();
		this.#ports.begun?.({
			peer: this.#settings.name,
			method,
			url: this.#shown(url),
			asks,
			at,
			requestId
		});
		const keepsText = method !== "GET" || secret === true;
		const read = await sendAndRead(method === "GET" && sending.keepsLetters !== true ? fetch : sendOnce, keepsText, {
			method,
			url,
			headers: {
				...token === void 0 ? {} : { [sending.keepsLetters === true ? "Authorization" : "authorization"]: token.authorization(encoding) },
				accept: "application/json",
				"user-agent": `ocpi-onboarding/${version}`,
				"x-request-id": requestId,
				"x-correlation-id": this.#settings.correlationId,
				...body === void 0 ? {} : { "content-type": "application/json" },
				...sending.headers
			},
			...body === void 0 ? {} : { body },
			unsafe: method !== "GET",
			signal
		});
		const answer = keepsText || read.kind === "unanswered" ? read : {
			...read,
			text: ""
		};
		const durationMs = Math.max(0, clock.now().getTime() - at.getTime());
		const record = (holdsToken = true) => {
			const envelope = envelopeOf(answer);
			const { origins, otherSide } = this.#settings;
			const told = holdsToken ? answer : withRefusalWords(answer, this.#ports.redaction, [...origins, otherSide ?? ""]);
			this.#ports.observe({
				asks,
				peer: this.#settings.name,
				method,
				url: this.#shown(url),
				encoding,
				attempt,
				at,
				sent: answer.kind === "answered" || !answer.notSent,
				httpStatus: answer.kind === "answered" ? answer.httpStatus : void 0,
				statusCode: envelope?.statusCode,
				statusMessage: method !== "GET" ? saidOf(told.summary) : secret ? void 0 : this.#said(url, envelope?.statusMessage),
				requestId,
				durationMs,
				error: answer.kind === "unanswered" ? answer.code : void 0
			});
			return told;
		};
		return {
			answer,
			requestId,
			durationMs,
			record
		};
	}
	/** The URL as a parser writes it, redacted before and after: a token may be part of it, or what a URL begins with. */
	#shown(url) {
		const redacted = this.#ports.redaction.apply(url.slice(0, 5e3));
		return this.#ports.redaction.apply(parsedUrl(redacted)?.href ?? redacted);
	}
	/** What the peer said, redacted before it is cut. Of a credentials endpoint's answer no byte is shown. */
	#said(url, message) {
		if (message === void 0 || /\/credentials\b/.test(parsedUrl(url)?.pathname ?? "")) return void 0;
		return this.#ports.redaction.apply(message.slice(0, 5e3)).slice(0, 500);
	}
};
/** Sends, and reads the whole answer. */
async function sendAndRead(fetch, keepsText, request) {
	const { authorization = request.headers["Authorization"] ?? "" } = request.headers;
	if (!/^[\t\x20-\x7E\x80-\xFF]*$/.test(authorization)) return unanswered(request, UNSENDABLE, true);
	let response;
	try {
		response = await fetch(request);
	} catch (error) {
		if (request.signal.aborted) return unanswered(request, abortCode(request.signal), false);
		if (error instanceof TransportFailure) return unanswered(request, error.code, error.notSent);
		throw error;
	}
	return readAnswer(request, response, keepsText);
}
function abortCode(signal) {
	return signal.reason instanceof DOMException && signal.reason.name === "TimeoutError" ? "TIMEOUT" : "CANCELLED";
}
const BASE = 16777619;
const BASE_TO_THE_LENGTH = Array.from({ length: 8 }).reduce((power) => Math.imul(power, BASE), 1);
/**
* The pieces of the forms of secrets. With a thousand tokens there are a million of them, of which nothing is kept but where they
* stand: so that a text is looked through in the same time, however many there are.
*/
var Pieces = class {
	#forms = [];
	#replacements = [];
	/** For each slot the number of a piece, from 1; 0 where it is free. */
	#slots = /* @__PURE__ */ new Int32Array(1024);
	/** A bit for each hash, which several share: small enough that a processor has it at hand. Most texts hold no piece. */
	#marks = /* @__PURE__ */ new Uint8Array(256);
	/** Of each piece its hash, the form in which it stands, where, and whether it is secret. */
	#hashes = /* @__PURE__ */ new Int32Array(512);
	#formOf = /* @__PURE__ */ new Int32Array(512);
	#startOf = /* @__PURE__ */ new Int32Array(512);
	#secret = /* @__PURE__ */ new Uint8Array(512);
	#count = 0;
	/**
	* Knows the pieces of one more form.
	* @param kinds for each place what is known of the piece that begins there. One that was secret before stays so.
	*/
	add(form, replacement, kinds) {
		const number = this.#forms.length;
		this.#forms.push(form);
		this.#replacements.push(replacement);
		let hash = 0;
		for (let at = 0; at < form.length; at += 1) {
			hash = rolled(hash, form.charCodeAt(at), at < 8 ? 0 : form.charCodeAt(at - 8));
			const start = at - 8 + 1;
			const kind = start < 0 ? 0 : kinds[start] ?? 0;
			if (kind === 0) continue;
			const slot = this.#slotOf(form, start, hash);
			const known = (this.#slots[slot] ?? 0) - 1;
			const index = known >= 0 ? known : this.#append(slot, hash);
			this.#formOf[index] = number;
			this.#startOf[index] = start;
			if (kind === 2) this.#secret[index] = 1;
		}
	}
	/** Whether there is none. */
	get isEmpty() {
		return this.#count === 0;
	}
	/** Whether there may be a piece with this hash: almost never where there is none. */
	mayHave(hash) {
		const mark = markFor(hash, this.#marks.length);
		if (((this.#marks[mark >>> 3] ?? 0) & 1 << (mark & 7)) === 0) return false;
		const mask = this.#slots.length - 1;
		for (let slot = slotFor(hash, mask);; slot = slot + 1 & mask) {
			const index = (this.#slots[slot] ?? 0) - 1;
			if (index < 0) return false;
			if (this.#hashes[index] === hash) return true;
		}
	}
	/** The piece that begins here, where it is one. */
	at(text, start) {
		const index = (this.#slots[this.#slotOf(text, start, hashAt(text, start))] ?? 0) - 1;
		if (index < 0) return void 0;
		return {
			replacement: this.#replacements[this.#formOf[index] ?? 0] ?? "",
			isSecret: this.#secret[index] === 1
		};
	}
	/** The slot of the piece that begins there, or the free one where it would be. */
	#slotOf(text, start, hash) {
		const mask = this.#slots.length - 1;
		for (let slot = slotFor(hash, mask);; slot = slot + 1 & mask) {
			const index = (this.#slots[slot] ?? 0) - 1;
			if (index < 0 || this.#hashes[index] === hash && this.#isAt(index, text, start)) return slot;
		}
	}
	#isAt(index, text, start) {
		const form = this.#forms[this.#formOf[index] ?? 0] ?? "";
		const from = this.#startOf[index] ?? 0;
		for (let offset = 0; offset < 8; offset += 1) if (form.charCodeAt(from + offset) !== text.charCodeAt(start + offset)) return false;
		return true;
	}
	#append(slot, hash) {
		const index = this.#count;
		this.#count += 1;
		if (this.#count > this.#hashes.length) this.#grow();
		this.#hashes[index] = hash;
		this.#mark(hash);
		if (this.#count * 2 > this.#slots.length) this.#spread();
		else this.#slots[slot] = index + 1;
		return index;
	}
	#grow() {
		const length = this.#hashes.length * 2;
		const larger = (old) => {
			const grown = new Int32Array(length);
			grown.set(old);
			return grown;
		};
		this.#hashes = larger(this.#hashes);
		this.#formOf = larger(this.#formOf);
		this.#startOf = larger(this.#startOf);
		const secret = new Uint8Array(length);
		secret.set(this.#secret);
		this.#secret = secret;
	}
	/** Gives every piece a slot among twice as many. */
	#spread() {
		this.#slots = new Int32Array(this.#slots.length * 2);
		this.#marks = new Uint8Array(this.#slots.length / 4);
		const mask = this.#slots.length - 1;
		for (let index = 0; index < this.#count; index += 1) {
			let slot = slotFor(this.#hashes[index] ?? 0, mask);
			while (this.#slots[slot] !== 0) slot = slot + 1 & mask;
			this.#slots[slot] = index + 1;
			this.#mark(this.#hashes[index] ?? 0);
		}
	}
	#mark(hash) {
		const mark = markFor(hash, this.#marks.length);
		this.#marks[mark >>> 3] = (this.#marks[mark >>> 3] ?? 0) | 1 << (mark & 7);
	}
};
/** The bit of a hash among so many bytes of them, a power of two. */
function markFor(hash, bytes) {
	const mixed = Math.imul(hash ^ hash >>> 13, 2246822507);
	return (mixed ^ mixed >>> 16) & bytes * 8 - 1;
}
function slotFor(hash, mask) {
	const mixed = Math.imul(hash ^ hash >>> 15, 2654435761);
	return (mixed ^ mixed >>> 13) & mask;
}
/** The hash of the piece that begins there. */
function hashAt(text, start) {
	let hash = 0;
	for (let at = start; at < start + 8; at += 1) hash = Math.imul(hash, BASE) + text.charCodeAt(at) | 0;
	return hash;
}
/** The hash of the next piece, when one character comes in and another goes out; 0 for what was before the first. */
function rolled(hash, comes, goes) {
	return Math.imul(hash, BASE) + comes - Math.imul(goes, BASE_TO_THE_LENGTH) | 0;
}
// lib/core/ocpi/known-words.js
const delimiter = /[^\p{L}\p{N}]/u;
/** The words, and those that they are made of, as long as a piece: of `hub.chargeindia.com` a token may hold `chargeindia`. */
function piecesOfWords(words) {
	const all = [...new Set(words)].flatMap((word) => [word, ...word.split(delimiter)]);
	return [...new Set(all.map(inLowerCase))].filter((word) => word.length >= 8);
}
const NONE = [];
/** Words as long as a piece, by the piece that they begin with. */
var WordIndex = class {
	#words = /* @__PURE__ */ new Map();
	constructor(words) {
		for (const word of piecesOfWords(words)) {
			const begins = word.slice(0, 8);
			this.#words.set(begins, [...this.#words.get(begins) ?? [], word]);
		}
	}
	/** The words that stand at this place of a text. */
	at(lower, start) {
		const candidates = this.#words.get(lower.slice(start, start + 8));
		return candidates === void 0 ? NONE : candidates.filter((word) => lower.startsWith(word, start));
	}
};
/** For each character 1 where it stands in a word of ours that is delimited in the form, or delimits; 0 elsewhere. */
function knownParts(lower, indexes) {
	const known = new Uint8Array(lower.length);
	let isAfterDelimiter = true;
	for (let at = 0; at < lower.length; at += 1) {
		if (isAfterDelimiter) for (const index of indexes) markWords(known, lower, at, index.at(lower, at));
		isAfterDelimiter = isDelimiter(lower, at);
		if (isAfterDelimiter) known[at] = 1;
	}
	return known;
}
function markWords(known, lower, at, words) {
	for (const word of words) if (isDelimiter(lower, at + word.length)) known.fill(1, at, at + word.length);
}
/** In a text in lower case. */
function isLetterOrDigit(code) {
	return code >= 97 && code <= 122 || code >= 48 && code <= 57;
}
/** Whether no letter and no digit stands there; nothing at all delimits, too. */
function isDelimiter(lower, at) {
	const code = lower.charCodeAt(at);
	if (isLetterOrDigit(code)) return false;
	return !(code > 127) || delimiter.test(lower[at] ?? " ");
}
const isAscii = /^[\0-\x7F]*$/;
/** Letters of ASCII alone: others may change their length, and with it every place behind them. */
function inLowerCase(text) {
	return isAscii.test(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
// lib/core/ocpi/token-forms.js
const urlParts = [
	/[^\x21-\x7E]|["#<>?`{}]/gu,
	/[^\x21-\x7E]|["#<>']/gu,
	/[^\x21-\x7E]|["<>`]/gu
];
/** The ways in which a token may stand in a text: plain, Base64 in its three shifts, hex, and escaped for URLs, JSON and HTML. */
function writtenForms(token) {
	const plain = token.toWellFormed();
	const bytes = Buffer.from(plain, "utf8");
	const base64 = bytes.toString("base64");
	const escaped = JSON.stringify(plain).slice(1, -1);
	return /* @__PURE__ */ new Set([
		token,
		plain,
		base64,
		base64.replace(/=+$/, ""),
		bytes.toString("base64url"),
		...withBytesBefore(bytes),
		bytes.toString("hex"),
		encodeURIComponent(plain),
		encodeURI(plain),
		encodeURIComponent(base64),
		...urlParts.map((unsafe) => plain.replace(unsafe, percentEncoded)),
		escaped,
		escaped.replaceAll("/", "\\/"),
		JSON.stringify(escaped).slice(1, -1),
		plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\"", "&quot;")
	]);
}
/** Base64 of a text that the token stands within, such as a login, depends on how many bytes are before it. */
function withBytesBefore(bytes) {
	return [1, 2].flatMap((count) => {
		const shifted = Buffer.concat([Buffer.alloc(count), bytes]);
		return ["base64", "base64url"].map((form) => shifted.toString(form).slice(count + 1));
	});
}
/** Fewer bytes are what any short text decodes to. */
const DECODED_AT_LEAST = 8;
/**
* What a token decodes to that is itself Base64, padded or not, of either alphabet: servers that take the header for Base64
* print what they decoded, as UTF-8, byte by byte, or in hex. Empty for any other token.
*/
function decodedForms(token) {
	const bytes = decoded(token);
	if (bytes === void 0) return [];
	const text = bytes.toString("utf8");
	const readable = text.replaceAll("�", "");
	const forms = [
		text,
		bytes.toString("latin1"),
		bytes.toString("hex")
	];
	return readable.length < DECODED_AT_LEAST ? forms : [...forms, readable];
}
/** What a token decodes to, where that is a text of printable ASCII: a runner can mask it. */
function decodedText(token) {
	const text = decoded(token)?.toString("latin1");
	return text !== void 0 && /^[\x20-\x7E]*$/.test(text) ? text : void 0;
}
function decoded(token) {
	const bytes = /^[A-Za-z0-9+/_-]+={0,2}$/.test(token) && token.replace(/=+$/, "").length % 4 !== 1 ? Buffer.from(token, "base64") : void 0;
	return bytes === void 0 || bytes.length < DECODED_AT_LEAST ? void 0 : bytes;
}
function percentEncoded(character) {
	return [...Buffer.from(character, "utf8")].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
/** All its characters. */
function asWritten(lower) {
	return {
		characters: lower,
		places: void 0
	};
}
/** Its letters and digits alone. */
function bare(lower) {
	if (isAllAlphanumeric.test(lower)) return asWritten(lower);
	const places = [];
	for (let at = 0; at < lower.length; at += 1) if (isLetterOrDigit(lower.charCodeAt(at))) places.push(at);
	return {
		characters: lower.replace(/[^a-z0-9]+/g, ""),
		places
	};
}
const isAllAlphanumeric = /^[a-z0-9]*$/;
/** Where the next letter or digit stands, in a text that has one. */
function nextLetterOrDigit(lower, from) {
	let at = from;
	while (!isLetterOrDigit(lower.charCodeAt(at))) at += 1;
	return at;
}
/** The pieces of tokens, read in one way. */
var View = class {
	#read;
	/** How many characters of a piece have to be more than words and what delimits them, for it to be secret. */
	#unknownAtLeast;
	#pieces = new Pieces();
	constructor(read, unknownAtLeast) {
		this.#read = read;
		this.#unknownAtLeast = unknownAtLeast;
	}
	/** @param known for each character of the form 1 where it belongs to a word of ours or delimits. */
	add(lower, known, replacement) {
		const { characters, places } = this.#read(lower);
		if (characters.length < 8) return;
		if (this.#read === asWritten && !known.includes(1) && isAllAlphanumeric.test(lower)) return;
		const kinds = new Uint8Array(characters.length - 8 + 1);
		let unknown = 0;
		let alphanumeric = 0;
		for (let at = 0; at < characters.length; at += 1) {
			unknown += isUnknown(at);
			alphanumeric += isAlphanumeric(at);
			const start = at - 8 + 1;
			if (start < 0) continue;
			kinds[start] = this.#kindOf(unknown, alphanumeric);
			unknown -= isUnknown(start);
			alphanumeric -= isAlphanumeric(start);
		}
		this.#pieces.add(characters, replacement, kinds);
		function isUnknown(at) {
			return known[places?.[at] ?? at] === 1 ? 0 : 1;
		}
		function isAlphanumeric(at) {
			return isLetterOrDigit(characters.charCodeAt(at)) ? 1 : 0;
		}
	}
	/** What a piece is that has so many characters that are no word of ours, and so many letters and digits. */
	#kindOf(unknown, alphanumeric) {
		if (this.#read === asWritten && alphanumeric === 8 && unknown >= 4) return 0;
		return unknown >= this.#unknownAtLeast ? 2 : 1;
	}
	/** Whether a piece may be in the text. Almost always false where none is, and never where one is. */
	mayBeIn(lower) {
		if (this.#pieces.isEmpty || lower.length < 8) return false;
		const isBare = this.#read === bare;
		let hash = 0;
		let read = 0;
		let first = 0;
		for (let at = 0; at < lower.length; at += 1) {
			const code = lower.charCodeAt(at);
			if (isBare && !isLetterOrDigit(code)) continue;
			read += 1;
			if (read <= 8) hash = rolled(hash, code, 0);
			else {
				if (isBare) first = nextLetterOrDigit(lower, first);
				hash = rolled(hash, code, lower.charCodeAt(first));
				first += 1;
			}
			if (read >= 8 && this.#pieces.mayHave(hash)) return true;
		}
		return false;
	}
	/** What is made of such pieces, of which one at least is secret. Looks at each place once. */
	partsIn(lower) {
		const { characters, places } = this.#read(lower);
		const placeOf = (at) => places?.[at] ?? at;
		const pieceAt = (at) => at + 8 <= characters.length ? this.#pieces.at(characters, at) : void 0;
		const found = [];
		for (let at = 0; at + 8 <= characters.length; at += 1) {
			const first = pieceAt(at);
			if (first === void 0) continue;
			let secret = first.isSecret ? first : void 0;
			let last = at;
			for (let next = pieceAt(last + 1); next !== void 0; next = pieceAt(last + 1)) {
				secret ??= next.isSecret ? next : void 0;
				last += 1;
			}
			if (secret !== void 0) {
				const to = placeOf(last + 8 - 1) + 1;
				found.push({
					from: placeOf(at),
					to,
					replacement: secret.replacement
				});
			}
			at = last;
		}
		return found;
	}
};
// lib/core/ocpi/redaction.js
/** Secrets that are shorter are left alone: they would eat every text. */
const SHORTEST_SECRET = 4;
/** No header carries a longer token; a hub that issues one must not fill our memory with its pieces. */
const LONGEST_FORM = 4096;
/** A hub's message or URL may have megabytes; what is shown of it has some hundred characters. */
const LONGEST_TEXT = 5e3;
/**
* What we say ourselves, in any run: a token may hold such a word, and our own data must stay what it is. Only words as long
* as a piece need to be here.
*/
const labels = [
	"OCPI Onboarding",
	"ocpi-onboarding",
	"hub token",
	"hub-token",
	"platform token",
	"platform-token",
	"initial token",
	"initial-token",
	"new platform token",
	"new-platform-token",
	"github token",
	"github-token",
	"not-a-token",
	"ocpi-capsule",
	"ocpi-rehearsal",
	"rehearsal",
	"rehearsal token",
	"credentials",
	"hubclientinfo",
	"locations",
	"commands",
	"sessions",
	"versions",
	"version details",
	"next page of parties",
	"next page of locations",
	"chargingprofiles",
	"RECEIVER",
	"last_updated",
	"X-Total-Count",
	"CONNECTED",
	"SUSPENDED",
	"NOT_LISTED",
	"envelope",
	"exchange",
	"unregister",
	"registration",
	"connection",
	"rotation",
	"no-platform",
	"not-ready",
	"not-sent",
	"malformed",
	"wrong-token",
	"no-token",
	"no-connection",
	"forbidden",
	"relative",
	"insecure",
	"placeholder",
	"not-found",
	"rejected",
	"unavailable",
	"unstartable",
	"not-executable",
	"take-over",
	"track-issue",
	"not tried",
	"START_SESSION",
	"STOP_SESSION",
	"OCPI-TEST-"
];
const ownValues = new Set(labels);
/**
* Every token that a run knows, and the power to take them out of a text in each form in which a peer or a library might
* write them, whole or in part. Foreign text passes here when it comes in, before anything cuts or escapes it: afterwards a
* token may no longer be recognisable, neither to us nor to a runner's masks. It is made visible first, so that no later step
* can bring together what stood apart here.
*
* The rule: eight characters or more of a token are a part of it, letters alone too, unless they are a word of
* the run's own that stands delimited in the token.
*/
var Redaction = class {
	#words;
	/** Whole forms, in their letters: those that are as long as a piece by the first of theirs in lower case, and shorter ones. */
	#wholes = /* @__PURE__ */ new Map();
	#shortWholes = /* @__PURE__ */ new Map();
	/** As they are written, and by their letters and digits alone, whatever a server puts between them. */
	#written = new View(asWritten, 1);
	#bare = new View(bare, 4);
	/** What was made of short texts, of which a run that looks at many connections has the same again and again. */
	#applied = /* @__PURE__ */ new Map();
	#known = 0;
	/** @param words what a run says of itself: hosts, parties, names of connections and of hubs. */
	constructor(words = []) {
		this.#words = new WordIndex([...labels, ...words]);
	}
	/** How many secrets it knows. What was redacted when it knew as many need not be redacted again. */
	get known() {
		return this.#known;
	}
	/**
	* Knows one more secret from now on.
	* @param words further words of a run's own, where this serves several.
	*/
	add(secret, words = []) {
		const plain = secret.reveal();
		if (plain.length < SHORTEST_SECRET) return;
		this.#applied.clear();
		this.#known += 1;
		const replacement = `[${secret.label}]`;
		const indexes = words.length === 0 ? [this.#words] : [this.#words, new WordIndex(words)];
		const forms = new Set([...writtenForms(plain), ...decodedForms(plain)].map((form) => visibleText(form)));
		const parts = /* @__PURE__ */ new Set();
		for (const form of forms) {
			const lower = inLowerCase(form).slice(0, LONGEST_FORM);
			this.#knowWhole(form, lower.slice(0, 8), replacement);
			parts.add(lower);
		}
		let before = {
			lower: "",
			known: /* @__PURE__ */ new Uint8Array()
		};
		for (const lower of [...parts].toSorted()) {
			const known = knownParts(lower, indexes);
			const from = beginOfPieces(lower, sharedBeginning(before, {
				lower,
				known
			}));
			for (const view of [this.#written, this.#bare]) view.add(lower.slice(from), known.subarray(from), replacement);
			before = {
				lower,
				known
			};
		}
	}
	#knowWhole(form, begins, replacement) {
		if (form.length < SHORTEST_SECRET) return;
		if (form.length >= 8) knowWhole(this.#wholes, begins, form, replacement);
		else knowWhole(this.#shortWholes, beginning(form, 0), form, replacement);
	}
	/** The text without what cannot be seen, and with every known secret replaced by its label, such as `[hub token]`. */
	apply(text) {
		if (text.length > REMEMBERED_LENGTH) return this.#redacted(text);
		const known = this.#applied.get(text);
		if (known !== void 0) return known;
		const clean = this.#redacted(text);
		if (this.#applied.size >= REMEMBERED_TEXTS) this.#applied.clear();
		this.#applied.set(text, clean);
		return clean;
	}
	#redacted(text) {
		const visible = visibleText(text);
		const clean = replaced(visible, this.#spansIn(visible));
		return clean.includes("://") ? clean.replace(/:\/\/[^\s/@]*@/g, "://[credentials]@") : clean;
	}
	/**
	* A plain value with every text in it redacted, but for what can only be a word of ours; the very value where there is
	* nothing to redact. Of a longer text than any report shows the first 5,000 characters are kept.
	*/
	deep(value) {
		return mapTexts(value, (text) => ownValues.has(text) ? text : this.apply(text.slice(0, LONGEST_TEXT)));
	}
	#spansIn(visible) {
		const found = this.#shortWholes.size === 0 ? [] : this.#shortWholesIn(visible);
		const lower = inLowerCase(visible);
		const views = [this.#written, this.#bare].filter((view) => view.mayBeIn(lower));
		if (views.length > 0) found.push(...this.#wholesAtPieces(visible, lower));
		for (const view of views) found.push(...view.partsIn(lower));
		return found;
	}
	#shortWholesIn(visible) {
		const found = [];
		for (let from = 0; from + SHORTEST_SECRET <= visible.length; from += 1) {
			const wholes = this.#shortWholes.get(beginning(visible, from));
			if (wholes !== void 0) found.push(...spansOf(wholes, visible, from));
		}
		return found;
	}
	#wholesAtPieces(visible, lower) {
		const found = [];
		for (let from = 0; from + 8 <= lower.length; from += 1) found.push(...spansOf(this.#wholes.get(lower.slice(from, from + 8)), visible, from));
		return found;
	}
};
/** How many characters two forms have in common from their beginning, that mean the same in both. */
function sharedBeginning(a, b) {
	let length = 0;
	while (length < a.lower.length && a.lower.charCodeAt(length) === b.lower.charCodeAt(length) && a.known[length] === b.known[length]) length += 1;
	return length;
}
/** Where the first piece begins that is not whole before this place, also where only letters and digits count. */
function beginOfPieces(lower, place) {
	let from = place;
	for (let counted = 0; from > 0 && counted < 7; from -= 1) if (isLetterOrDigit(lower.charCodeAt(from - 1))) counted += 1;
	return from;
}
const REMEMBERED_TEXTS = 2e3;
const REMEMBERED_LENGTH = 200;
/** Of the forms those that stand at this place. */
function spansOf(wholes, text, from) {
	return [...wholes ?? []].flatMap(([form, replacement]) => text.startsWith(form, from) ? [{
		from,
		to: from + form.length,
		replacement
	}] : []);
}
function knowWhole(all, begins, form, replacement) {
	const alike = all.get(begins);
	if (alike === void 0) all.set(begins, /* @__PURE__ */ new Map([[form, replacement]]));
	else alike.set(form, replacement);
}
/** The first characters of a secret that stand there, as a number. Those that are not ASCII may share one: it is only looked up. */
function beginning(text, from) {
	let number = 0;
	for (let at = from; at < from + SHORTEST_SECRET; at += 1) number = number << 7 ^ text.charCodeAt(at);
	return number;
}
/** What overlaps is replaced as one. */
function replaced(text, found) {
	if (found.length === 0) return text;
	let clean = "";
	let done = 0;
	for (const { from, to, replacement } of found.toSorted((a, b) => a.from - b.from)) {
		if (from >= done) clean += text.slice(done, from) + replacement;
		done = Math.max(done, to);
	}
	return clean + text.slice(done);
}
/** The value with its texts changed; where none does, the very value. */
function mapTexts(value, change) {
	if (typeof value === "string") return change(value);
	if (typeof value !== "object" || value === null || value instanceof Date) return value;
	const old = value;
	let changed;
	for (const key of Object.keys(old)) {
		const mapped = mapTexts(old[key], change);
		if (mapped === old[key]) continue;
		changed ??= Array.isArray(value) ? [...value] : { ...old };
		changed[key] = mapped;
	}
	return changed ?? value;
}
// lib/core/record/recorder.js
/** Records one run: the tokens it knows, what it did and what it found. Everything that is reported goes through here. */
var Recorder = class {
	ports;
	profile;
	words;
	correlationId;
	startedAt;
	redaction;
	findings = [];
	requests = [];
	/** How many secrets were known when the first of this run could be recorded. */
	#knownFirst;
	#begun = /* @__PURE__ */ new Map();
	#unreached = /* @__PURE__ */ new Set();
	#shown = /* @__PURE__ */ new Set();
	#steps = /* @__PURE__ */ new Map();
	#current = "read";
	#begunAt;
	#follower;
	/**
	* @param own the run's own words, such as hosts and parties, which the redaction leaves in place: see `ownWords`; or a redaction
	* that several runs share, so that none shows another's tokens.
	*/
	constructor(ports, profile, words, own = []) {
		this.ports = ports;
		this.redaction = own instanceof Redaction ? own : new Redaction(own);
		this.#knownFirst = this.redaction.known;
		this.profile = profile;
		this.words = words;
		this.correlationId = ports.random.uuid();
		this.startedAt = ports.clock.now();
	}
	/**
	* Tells a face whenever something begins or comes back, so that it can show the run while it goes on.
	* @param follower is given what has been done until the moment at which it asks.
	*/
	follow(follower) {
		this.#follower = follower;
	}
	/** Whether a face shows the run while it goes on. */
	get isFollowed() {
		return this.#follower !== void 0;
	}
	#tell() {
		this.#follower?.(() => ({
			correlationId: this.correlationId,
			startedAt: this.startedAt,
			steps: this.steps,
			current: this.#current,
			requests: this.redaction.deep(this.requests),
			begun: this.redaction.deep([...this.#begun.values()])
		}));
	}
	/** Knows a token from now on: it is masked where the face prints, and redacted in all that leaves this run. */
	knowToken(token) {
		this.redaction.add(token);
		this.ports.mask(token);
	}
	/**
	* Appends to the durable state. That it cannot be written must not cost us the token that is in hand: its capsule goes to
	* the log then, at once.
	*/
	appendToJournal(entry) {
		if (!this.#write(() => this.ports.appendToJournal(entry)) && entry.phase === "captured") this.showCapsule(entry.capsule);
	}
	/** Shows a recovery capsule in the log, once, as it is: it is sealed, and with one character less it is worth nothing. */
	showCapsule(capsule, of) {
		if (this.#shown.has(capsule)) return;
		this.#shown.add(capsule);
		this.ports.progress.line(capsuleLine(capsule, of));
	}
	/** Tells the face that a token works. Where the face fails at that, the exchange goes on. */
	reportProven(token) {
		this.#write(() => this.ports.proven(token));
	}
	#write(work) {
		try {
			work();
			return true;
		} catch (error) {
			this.found([{
				code: "state-unwritable",
				detail: error instanceof Error ? error.message : "unknown"
			}]);
			return false;
		}
	}
	/**
	* A step begins, and the one before it ends: what is found from now on, and the time that goes by, are this one's. A step that
	* is begun twice is one step.
	*/
	begin(id) {
		const now = this.ports.clock.now();
		this.#endStep(now);
		if (this.#current !== id || !this.#steps.has(id)) this.ports.progress.step(this.words.stepTitles[id]);
		this.#current = id;
		this.#begunAt = now;
		if (!this.#steps.has(id)) this.#steps.set(id, {
			startedAt: now,
			durationMs: 0
		});
		this.#tell();
	}
	/** Adds to the current step the time since it began, or since this was done last. */
	#endStep(now) {
		const step = this.#steps.get(this.#current);
		if (step === void 0 || this.#begunAt === void 0) return;
		step.durationMs += now.getTime() - this.#begunAt.getTime();
		this.#begunAt = now;
	}
	/** Records what was found, once: the same about the same thing is one finding. */
	found(findings, as = {}) {
		for (const raw of findings) {
			const finding = this.#redacted(raw);
			if (this.#reported(finding) !== void 0) continue;
			const { check, who, source, say } = entryFor(finding);
			const rule = {
				check,
				severity: this.severityOf(finding),
				who,
				source,
				...as
			};
			const reported = {
				finding,
				step: this.#current,
				...rule,
				...say(finding, this.#telling)
			};
			this.findings.push(reported);
			this.line(findingLine(reported));
		}
	}
	/** How serious a finding is: as the hub takes it, where its profile says so. */
	severityOf(finding) {
		return this.profile.severities[entryFor(finding).check] ?? severityOf(finding);
	}
	/** What was recorded of a finding, if it was found. */
	reportOf(raw) {
		return this.#reported(this.#redacted(raw));
	}
	#reported(redacted) {
		const key = identityOf(redacted);
		return this.findings.find(({ finding }) => identityOf(finding) === key);
	}
	/** Takes out of what was found and asked each token that was not known yet then. */
	redactAgain() {
		if (this.redaction.known === this.#knownFirst) return;
		this.requests.splice(0, 1e400, ...this.redaction.deep(this.requests));
		for (const [index, reported] of this.findings.entries()) {
			const finding = this.#redacted(reported.finding);
			if (finding === reported.finding) continue;
			this.findings[index] = {
				...reported,
				finding,
				...entryFor(finding).say(finding, this.#telling)
			};
		}
	}
	/** In whose words the findings are said, and of which hub. */
	get #telling() {
		return {
			words: this.words,
			profile: this.profile
		};
	}
	/** A finding without any token that is known by now. */
	#redacted(finding) {
		const redacted = this.redaction.deep(finding);
		return redacted === finding ? finding : {
			...redacted,
			code: finding.code
		};
	}
	/** A line in the log of the current step. Redacted here once more; foreign text was redacted when it came in. */
	line(text) {
		const { progress } = this.ports;
		const make = () => this.redaction.apply(typeof text === "string" ? text : text());
		if (progress.later === void 0) progress.line(make());
		else progress.later(make);
	}
	/** A request leaves. */
	requesting(request) {
		this.#begun.set(request.requestId, request);
		this.#tell();
	}
	/** Records a request that was made. */
	requested(request) {
		this.requests.push(request);
		this.#begun.delete(request.requestId);
		this.#tell();
		if (request.sent) {
			this.line(() => requestLine(request));
			return;
		}
		const { host = "" } = URL.parse(request.url) ?? {};
		const unreached = `${host} ${request.error}`;
		if (!this.#unreached.has(unreached)) this.line(requestLine(request));
		this.#unreached.add(unreached);
	}
	/** The steps as they went, each with the worst that was found in it. */
	get steps() {
		this.#endStep(this.ports.clock.now());
		return [...this.#steps].map(([id, { startedAt, durationMs }]) => {
			const own = this.findings.filter((finding) => finding.step === id);
			const severities = new Set(own.map((finding) => finding.severity));
			const status = severities.has("error") ? "failed" : severities.has("warning") ? "warning" : "passed";
			return {
				id,
				title: this.words.stepTitles[id],
				status,
				startedAt,
				durationMs
			};
		});
	}
};
function identityOf(finding) {
	return entryFor(finding).oncePerPeer ? finding.code : JSON.stringify(finding);
}
// lib/core/onboarding/run.js
/** One run, as its jobs see it: the recorder of all that they do and find, which opens the peers that they ask. */
var Run = class extends Recorder {
	#platformPace;
	/** From now on the platform gets no more than one request in so many milliseconds. */
	pacePlatform(intervalMs) {
		this.#platformPace = new Pace(intervalMs, this.ports.clock);
	}
	/** Whether the platform gets its requests one after another. */
	get pacesPlatform() {
		return this.#platformPace !== void 0;
	}
	/** A peer whose requests are recorded here. Tokens go to these origins and nowhere else; it may speak of the other side's, too. */
	peer(name, origins, requestTimeoutMs, otherSide) {
		return new Peer({
			name,
			origins,
			otherSide,
			correlationId: this.correlationId,
			requestTimeoutMs,
			rateLimitedCode: name === "hub" ? this.profile.rateLimitedCode : void 0
		}, {
			fetch: this.ports.fetch,
			sendOnce: this.ports.sendOnce,
			connectAhead: this.ports.connectAhead,
			clock: this.ports.clock,
			random: this.ports.random,
			redaction: this.redaction,
			observe: (request) => this.requested(request),
			begun: this.isFollowed ? (request) => this.requesting(request) : void 0,
			turns: this.ports.turns,
			pace: name === "platform" ? this.#platformPace : void 0
		});
	}
};
// lib/core/checks/date-time.js
/**
* Whether a timestamp is an OCPI DateTime: RFC 3339 in UTC, `Z` or no designator, at most 25 characters
* (OCPI 2.2.1 types, DateTime). Offsets such as `+05:30` are not allowed on the wire.
*/
function isDateTime(value) {
	return value.length <= 25 && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/.test(value);
}
// lib/core/peer/listed-url.js
/**
* Reads a URL that a hub lists. One without a host or a scheme counts from the answer that it stands in. One on a host to
* which tokens may go is on the scheme that this host has: behind a proxy a hub may call itself `http:`.
* @param at the URL of the answer.
* @param origins to which tokens may go, the hub's own first.
*/
function listedUrl(written, at, origins) {
	const text = written.trim();
	const own = origins.flatMap((origin) => parsedUrl(origin) ?? []);
	const isHostFirst = own.some(({ host }) => text.toLowerCase().startsWith(`${host}/`));
	const whole = isHostFirst ? null : parsedUrl(text);
	const url = whole ?? URL.parse(isHostFirst ? `//${text}` : text, at);
	if (text === "" || url === null) return {
		url: void 0,
		form: "none"
	};
	const home = own.find(({ host }) => host === url.host);
	const isOdd = home !== void 0 && /^https?:$/.test(url.protocol) && !origins.includes(url.origin);
	const form = whole === null ? "not-whole" : isOdd ? "other-scheme" : "whole";
	if (form === "whole") return {
		url: text,
		form
	};
	const { href, protocol } = url;
	return {
		url: isOdd ? home.protocol + href.slice(protocol.length) : href,
		form
	};
}
// lib/core/checks/hub.js
/** Why an answer of the hub is of no use: silence, a redirect, or something that is not OCPI. */
function checkUsable(answer) {
	const response = answer.summary;
	if (answer.kind === "unanswered") return [{
		code: "hub-no-answer",
		response
	}];
	if (isRedirect(answer)) return [{
		code: "hub-redirects",
		response
	}];
	if (dataOf(answer) !== void 0) return [];
	return [{
		code: isBareSuccess(response) ? "hub-no-envelope" : "hub-unusable-answer",
		response
	}];
}
/** HUB-37: the hub redirects to the same path with a slash at its end, or without it. */
function checkSlash({ summary }, asked) {
	return summary.url === asked ? [] : [{
		code: "hub-slash",
		url: asked,
		answers: summary.url
	}];
}
/** HUB-08, HUB-12, HUB-13: the form of the envelope. */
function checkEnvelopeForm(answer) {
	const envelope = envelopeOf(answer);
	if (answer.kind === "unanswered" || envelope === void 0) return [];
	const { url } = answer.summary;
	const contentType = answer.headers.get("content-type") ?? "";
	const findings = [];
	if (!/^application\/json\b/i.test(contentType)) findings.push({
		code: "hub-content-type",
		url,
		contentType
	});
	if (envelope.timestamp === void 0) findings.push({
		code: "hub-no-timestamp",
		url
	});
	else if (!isDateTime(envelope.timestamp)) findings.push({
		code: "hub-timestamp",
		url,
		value: envelope.timestamp
	});
	return findings;
}
/**
* The version list as read, with HUB-15 to HUB-17. `detailsUrl` is where the list says the details are.
* @param needed the run cannot go on without the list.
*/
function checkVersions(data, { hub, address, profile }, needed) {
	const url = address.versions;
	const other = address.details === void 0 ? otherThanVersions(data) : void 0;
	const list = other === void 0 ? readVersions$1(data) : void 0;
	if (list === void 0) return {
		findings: [other === void 0 ? {
			code: "hub-versions-unreadable",
			url,
			needed
		} : {
			code: "hub-url-of",
			url,
			what: other
		}],
		offered: !needed,
		detailsUrl: void 0
	};
	const findings = [];
	if (list.wrapped) findings.push({
		code: "hub-versions-wrapped",
		url
	});
	if (list.unreadable > 0) findings.push({
		code: "hub-entries-unreadable",
		url,
		count: list.unreadable
	});
	const wanted = list.versions.find((entry) => entry.version === profile.version);
	if (wanted === void 0) {
		const offered = list.versions.map((entry) => entry.version);
		findings.push({
			code: "hub-version-missing",
			offered,
			wanted: profile.version
		});
		return {
			findings,
			offered: false,
			detailsUrl: void 0
		};
	}
	const read = readUrls([{
		name: wanted.version,
		url: wanted.url
	}], url, hub, address.details === void 0);
	return {
		findings: [...findings, ...read.findings],
		offered: true,
		detailsUrl: read.urls[0]
	};
}
/** What stands at a hub's URL that was given for that of its versions. */
function otherThanVersions(data) {
	if (readVersionDetails(data) !== void 0) return "details";
	return isRecord(data) && "token" in data && "url" in data ? "credentials" : void 0;
}
/**
* The version details as read, with HUB-21 to HUB-24. Modules and roles in them are written as OCPI has them.
* @param url where they were read.
*/
function checkDetails(data, url, { hub, address, profile }) {
	const needed = address.credentials === void 0;
	const details = readVersionDetails(data, profile.version);
	if (details === void 0) return {
		findings: [{
			code: "hub-details-unreadable",
			url,
			needed
		}],
		details
	};
	const findings = [];
	if (details.listed) findings.push({
		code: "hub-details-listed",
		url
	});
	if (details.unreadable > 0) findings.push({
		code: "hub-entries-unreadable",
		url,
		count: details.unreadable
	});
	if (details.version !== void 0 && details.version !== profile.version) findings.push({
		code: "hub-details-version",
		version: details.version,
		wanted: profile.version
	});
	const endpoints = details.endpoints.map(asSpecified);
	const renamed = details.endpoints.flatMap((entry, index) => renaming(entry, endpoints[index]));
	if (renamed.length > 0) findings.push({
		code: "hub-identifier-form",
		renamed: renamed.slice(0, 5)
	});
	const named = endpoints.map((endpoint) => ({
		name: endpoint.identifier,
		url: endpoint.url
	}));
	const isCredentials = ({ identifier, url: written }) => identifier === "credentials" && written === "";
	const read = readUrls(named, url, hub, needed && endpoints.some(isCredentials));
	return {
		findings: [...findings, ...read.findings],
		details: {
			...details,
			endpoints: endpoints.map((endpoint, index) => ({
				...endpoint,
				url: read.urls[index] ?? ""
			}))
		}
	};
}
/** What is read as something else than it is written: the module, or its role. */
function renaming(written, read = written) {
	if (written.identifier !== read.identifier) return [{
		written: written.identifier,
		read: read.identifier
	}];
	return written.role === read.role ? [] : [{
		written: written.role ?? "",
		read: read.role ?? ""
	}];
}
/** HUB-16, HUB-20, HUB-23, HUB-32: the URLs of what an answer lists, as they are to be used, and how they are written. */
function readUrls(entries, at, { origins }, needed) {
	const read = entries.map(({ name, url: written }) => ({
		name,
		written,
		...listedUrl(written, at, origins)
	}));
	const notWhole = read.find(({ form }) => form === "not-whole");
	const odd = read.find(({ form }) => form === "other-scheme");
	const without = read.filter(({ form }) => form === "none").map(({ name }) => name);
	const findings = [];
	if (notWhole !== void 0) findings.push({
		code: "hub-url-not-whole",
		url: notWhole.written
	});
	if (odd?.url !== void 0) findings.push({
		code: "hub-url-scheme",
		url: odd.written,
		used: odd.url
	});
	if (without.length > 0) findings.push({
		code: "hub-entry-without-url",
		url: at,
		entries: without,
		needed
	});
	return {
		urls: read.map(({ url }) => url),
		findings
	};
}
/**
* The URL at which a module of the hub is called: the discovered one if a token may go there, else the documented one.
* HUB-20, HUB-25, HUB-27, HUB-30. The host is never switched silently.
* @param endpoints undefined where the details could not be read: nothing is said of what they list then.
* @param wanted the run cannot go on without this module.
*/
function chooseEndpoint(module, endpoints, { hub, address }, wanted = false) {
	const documented = address[module];
	if (endpoints === void 0) return {
		findings: [],
		url: documented,
		listed: false
	};
	const found = endpoints.find((entry) => entry.identifier === module && (module === "credentials" || entry.role !== "RECEIVER"));
	if (found === void 0) return {
		findings: [{
			code: "hub-endpoint-missing",
			module,
			documented,
			needed: wanted && documented === void 0
		}],
		url: documented,
		listed: false
	};
	if (found.url === "") return {
		findings: [],
		url: documented,
		listed: true
	};
	if (!hub.admits(found.url)) {
		const { origin } = address;
		const needed = wanted && documented === void 0;
		return {
			findings: [{
				code: "hub-url-elsewhere",
				what: module,
				url: found.url,
				origin,
				needed,
				documented
			}],
			url: documented,
			listed: true
		};
	}
	const url = new URL(found.url).href;
	return {
		findings: documented === void 0 || url.replace(/\/$/, "") === documented ? [] : [{
			code: "hub-endpoint-undocumented",
			module,
			url,
			documented
		}],
		url,
		listed: true
	};
}
/** HUB-31: what the hub has to offer partners of these roles, and does not list. An endpoint without a role may be either side. */
function checkOffers(endpoints, roles, { offers }) {
	return [...new Set(roles)].flatMap((role) => {
		const missing = (offers[role] ?? []).flatMap(([module, side]) => {
			const listed = endpoints.filter(({ identifier }) => identifier === module);
			return listed.some((endpoint) => (endpoint.role ?? side) === side) ? [] : [{
				module,
				side,
				isOtherSide: listed.length > 0
			}];
		});
		return missing.length === 0 ? [] : [{
			code: "hub-modules-missing",
			role,
			missing
		}];
	});
}
/**
* HSK-17, HSK-18, HSK-20: the hub that answered is the hub that was meant, where that is known. Only another party is another
* hub: a hub that does not say who it is, or writes it in another way, may be the one.
*/
function checkIdentity({ roles }, profile) {
	if (profile.hub === void 0) return [];
	const expected = partyName(profile.hub);
	const got = roles.map((role) => `${partyName(role)} (${role.role || "no role"})`).join(", ");
	if (roles.length === 0) return [{
		code: "hub-identity-absent",
		expected
	}];
	const hub = roles.find((role) => partyName(role).toUpperCase() === expected.toUpperCase());
	if (hub === void 0) {
		const named = roles.find(({ role }) => role === "HUB") ?? roles[0];
		return [{
			code: "hub-other-party",
			got,
			expected,
			named: named === void 0 ? got : partyName(named)
		}];
	}
	const findings = [];
	if (hub.role !== "HUB" || partyName(hub) !== expected) findings.push({
		code: "hub-identity-form",
		got,
		expected
	});
	if (roles.length > 1) findings.push({
		code: "hub-not-alone",
		roles: roles.length
	});
	if (hub.business_details?.name === void 0) findings.push({ code: "hub-no-business-details" });
	return findings;
}
// lib/core/peer/pagination.js
/**
* The URL of the next page, out of `Link: <…>; rel="next"`, verbatim (OCPI 2.2.1 transport_and_format, Pagination).
* Undefined when there is none.
*/
function nextPage(headers) {
	const link = headers.get("link") ?? "";
	for (const [, url, parameters = ""] of link.matchAll(/<([^<>]*)>([^<]*)/g)) if (relationsIn(parameters).some((relation) => relation.toLowerCase() === "next")) return url;
}
/** The relation types that a link's parameters name, in quotes several (RFC 8288, 3.3). A quote without its end names none. */
function relationsIn(parameters) {
	return [...parameters.matchAll(/;\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]+))/gi)].flatMap(([, quoted, bare]) => (quoted ?? bare ?? "").split(/\s+/));
}
// lib/core/checks/parties.js
const CLOCK_SKEW_MS = 3e5;
/** HCI-03 to HCI-05, HCI-07, HCI-09 and HCI-10, on a page of hubclientinfo as it was answered. What is no list is found elsewhere. */
function checkPartyList(answer, now) {
	const list = dataOf(answer)?.data;
	if (!Array.isArray(list) || answer.kind !== "answered") return [];
	const entries = keepValid(list, clientInfoSchema);
	const { url } = answer.summary;
	return [
		...checkFields(entries, url),
		...checkIds(entries, url),
		...checkRoleNames(entries, url),
		...checkUpdated(entries, url, now),
		...checkTwice(entries, url),
		...checkTotal(answer.headers, list.length, url)
	];
}
/** HCI-03: whom an entry is about is read elsewhere, and its status has a check of its own. */
function checkFields(entries, url) {
	const lacks = ["role", "last_updated"].filter((name) => entries.some((entry) => entry[name] === void 0));
	const without = entries.filter((entry) => lacks.some((name) => entry[name] === void 0));
	return lacks.length === 0 ? [] : [{
		code: "parties-without-field",
		url,
		lacks,
		count: without.length
	}];
}
/** HCI-04: OCPI 2.2.1 mod_hub_client_info, ClientInfo. */
function checkIds(entries, url) {
	return someOf(entries.filter(({ country_code, party_id }) => country_code.length !== 2 || party_id === "" || party_id.length > 3).map(partyName), (written, count) => ({
		code: "parties-id-form",
		url,
		written,
		count
	}));
}
/** HCI-05: OCPI 2.2.1 types, Role. In other letters it is read all the same. */
function checkRoleNames(entries, url) {
	const names = roleNames;
	return someOf(entries.flatMap(({ role }) => role === void 0 || names.includes(role.trim().toUpperCase()) ? [] : [role]), (written, count) => ({
		code: "parties-role-unknown",
		url,
		written,
		count
	}));
}
/** HCI-07: OCPI 2.2.1 types, DateTime. */
function checkUpdated(entries, url, now) {
	const times = entries.flatMap(({ last_updated: time }) => time === void 0 ? [] : [time]);
	const isAhead = (time) => {
		return Date.parse(time.endsWith("Z") ? time : `${time}Z`) > now.getTime() + CLOCK_SKEW_MS;
	};
	const say = (why) => (written, count) => ({
		code: "parties-updated",
		url,
		why,
		written,
		count
	});
	return [...someOf(times.filter((time) => !isDateTime(time)), say("form")), ...someOf(times.filter((time) => isDateTime(time) && isAhead(time)), say("future"))];
}
/** HCI-10: one party in one role has one status. */
function checkTwice(entries, url) {
	const seen = /* @__PURE__ */ new Set();
	return someOf(entries.filter((entry) => {
		const key = `${partyName(entry)} ${entry.role ?? ""}`.toUpperCase();
		if (seen.has(key)) return true;
		seen.add(key);
		return false;
	}).map((entry) => `${partyName(entry)} ${entry.role ?? ""}`.trim()), (written, count) => ({
		code: "parties-twice",
		url,
		written,
		count
	}));
}
/** HCI-09: OCPI 2.2.1 transport_and_format, Pagination. What a list has is known where its first page is its last. */
function checkTotal(headers, entries, url) {
	const lacks = ["X-Total-Count", "X-Limit"].filter((name) => !headers.has(name));
	const total = headers.get("x-total-count");
	const isCutShort = total !== null && Number(total) > entries && nextPage(headers) === void 0;
	return [...lacks.length === 0 ? [] : [{
		code: "parties-uncounted",
		url,
		lacks
	}], ...isCutShort ? [{
		code: "parties-miscounted",
		url,
		entries,
		total: Number(total)
	}] : []];
}
/** One finding for all that are alike, which quotes the first. */
function someOf(odd, say) {
	const [first] = odd;
	return first === void 0 ? [] : [say(first, odd.length)];
}
/** HCI-18: whether the hub refuses to list its parties for want of routing headers, which OCPI does not have here. */
function wantsRoutingHeaders({ summary }) {
	return /\bocpi-(?:to|from)-(?:party|country)/i.test(summary.statusMessage ?? "");
}
/**
* HCI-19: own parties that were CONNECTED and OFFLINE by turns.
* @param looks what each look showed, the first one first.
*/
function checkFlapping(looks) {
	const [first = []] = looks;
	return first.flatMap(({ party }, index) => {
		const seen = looks.flatMap((look) => look[index]?.status ?? []).filter((status) => status === "CONNECTED" || status === "OFFLINE");
		const turns = seen.filter((status, at) => status !== seen[at - 1]);
		return turns.length < 2 ? [] : [{
			code: "party-flaps",
			party: partyName(party),
			role: party.role,
			turns
		}];
	});
}
// lib/core/ocpi/token.js
/**
* A credentials token that cannot be printed by accident: templates, JSON, `String()`, `util.inspect` and loggers
* all show only what kind of token it is. Its characters come out through {@link reveal} and {@link authorization}.
*/
var CredentialsToken = class {
	#value;
	constructor(value) {
		this.#value = value;
	}
	/** The token's own characters. Every call is a place where a token leaves our hands: keep them few. */
	reveal() {
		return this.#value;
	}
	/** The value of the `Authorization` header. OCPI 2.2.1 transport_and_format, "Authorization header". */
	authorization(encoding) {
		return `Token ${encoding === "plain" ? this.#value : Buffer.from(this.#value, "utf8").toString("base64")}`;
	}
	/** Whether the token seems to be given in Base64 already: it decodes to what could well be a token. */
	get seemsEncoded() {
		const text = decodedText(this.#value);
		return text !== void 0 && text.length <= 64 && /^[\x21-\x7E]+$/.test(text);
	}
	/** Whether both are the same characters, of whatever kind the tokens are. */
	equals(other) {
		return other !== void 0 && other.#value === this.#value;
	}
	toString() {
		return `[${this.label}]`;
	}
	toJSON() {
		return this.toString();
	}
	[inspect.custom]() {
		return this.toString();
	}
};
/** What the account team hands over: the specification's CREDENTIALS_TOKEN_A. */
var InitialToken = class extends CredentialsToken {
	kind = "initial-token";
	label = "initial token";
};
/** What the hub must present to the platform, made by the partner: CREDENTIALS_TOKEN_B. */
var PlatformToken = class extends CredentialsToken {
	kind = "platform-token";
	label = "platform token";
};
/** What the platform must present to the hub, issued by the hub once: CREDENTIALS_TOKEN_C. */
var HubToken = class extends CredentialsToken {
	kind = "hub-token";
	label = "hub token";
};
const REHEARSAL = "ocpi-rehearsal-";
/**
* What a dry run delivers in the place of a hub token. It opens nothing, and is never presented to a hub: no one of the credentials
* tokens.
*/
var RehearsalToken = class extends CredentialsToken {
	kind = "rehearsal-token";
	label = "rehearsal token";
	/** @param fraction a random number from 0 up to, not including, 1. It is no secret. */
	constructor(fraction) {
		const letters = Array.from({ length: 32 }, () => String.fromCodePoint(97 + Math.floor(fraction() * 26)));
		super(REHEARSAL + letters.join(""));
	}
};
/** Whether this is a {@link RehearsalToken}, which a person may take for a hub token. */
function isRehearsalToken(value) {
	return value.startsWith(REHEARSAL);
}
/** Whether every character is one that OCPI allows in a token: U+0021 to U+007E (2.2.1-d2 credentials object). */
function hasOnlyTokenCharacters(value) {
	return /^[\x21-\x7E]*$/.test(value);
}
const placeholders$1 = /* @__PURE__ */ new Set([
	"your-platform-token",
	"your-hub-token",
	"your-initial-token",
	"your-token",
	"partner-token",
	"platform-token",
	"hub-token",
	"initial-token",
	"example-token",
	"changeme",
	"change-me",
	"secret",
	"token",
	"test",
	"ebf3b399-779f-4497-9b9d-ac6ad3cc44d2",
	"9e80a9c4-28be-11e9-b210-d663bd873d93",
	"9e80aca8-28be-11e9-b210-d663bd873d93"
]);
/** Whether this is a token out of a documentation, and so no secret. */
function isPlaceholderToken(value) {
	const bare = value.trim().toLowerCase();
	return placeholders$1.has(bare) || /^[<{[].*[>}\]]$/.test(bare) || /^x+$/.test(bare);
}
/** Whether this is more than a token: the beginning of an `Authorization` header, too. */
function hasScheme(value) {
	return /^(?:authorization:\s*)?(?:token|bearer)\s/i.test(value);
}
// lib/core/peer/token-status.js
/** What an answer says of the token that it was asked with, by the codes of a hub; a platform has no code of its own for a rate limit. */
function tokenStatusOf(answer, profile) {
	if (dataOf(answer) !== void 0) return "accepted";
	if (isUnheard(answer, profile.rateLimitedCode)) return "unheard";
	if (answer.kind === "unanswered") return "wrong-encoding";
	const { httpStatus } = answer;
	const code = envelopeOf(answer)?.statusCode;
	if (answer.body.kind === "html") return "inconclusive";
	if (httpStatus === 401 || httpStatus === 403) return "refused";
	if (httpStatus === 500) return "crashed";
	if (httpStatus === 404 || httpStatus > 500) return "inconclusive";
	if (code !== void 0 && code === profile.unauthorisedCode) return "refused";
	if (code !== void 0 && code >= 3e3 && code <= 3999) return "crashed";
	return httpStatus === 400 && code === void 0 ? "wrong-encoding" : "inconclusive";
}
/** Whether the answer turned down the token, or the encoding that it was in. */
function isTurnedDown(tokenStatus) {
	return tokenStatus === "refused" || tokenStatus === "wrong-encoding";
}
// lib/core/peer/guards.js
/** A token that no hub and no platform knows: what refuses it is guarded. */
const MADE_UP = new HubToken("not-a-token");
/** The same as every decoder of Base64 can read it. */
const DECODABLE = new HubToken(btoa("not-a-token"));
/**
* What of a hub is guarded: refused to a made-up token. Only what is guarded proves a token or settles an encoding. One for
* each hub and run, so that nothing is asked twice.
*/
var Guards = class {
	#hub;
	#profile;
	#signal;
	#asked = /* @__PURE__ */ new Map();
	#isDocumented;
	#isContradicted = false;
	constructor(hub, profile, signal) {
		this.#hub = hub;
		this.#profile = profile;
		this.#signal = signal;
		this.#isDocumented = profile.documentsGuards;
	}
	/** An answer contradicted the hub: what it documents counts no more, and no single refusal of a made-up token. */
	doubt() {
		this.#isDocumented = false;
		this.#isContradicted = true;
	}
	/** Whether the URL is guarded, as the hub documents or as a GET with a made-up token shows, in this encoding. */
	async guard(url, encoding, signal = this.#signal) {
		return this.#isDocumented ? { kind: "guarded" } : this.#ask(url, encoding, signal);
	}
	/** Asks beside the first look at the hub, where its profile documents nothing: the answer is there when it is needed. */
	prepare(url, encoding) {
		if (!this.#isDocumented) this.#ask(url, encoding, this.#signal).catch(() => void 0);
	}
	async #ask(url, encoding, signal) {
		const key = `${encoding} ${url}`;
		const asked = this.#asked.get(key) ?? this.#controlled(url, encoding, signal);
		this.#asked.set(key, asked);
		const guard = await asked;
		if (guard.kind === "unknown") this.#asked.delete(key);
		return guard;
	}
	/** Where an answer contradicted the hub, one refusal may be a moment of the hub's: it is believed when it comes again. */
	async #controlled(url, encoding, signal) {
		const guard = await this.#control(url, encoding, signal);
		return guard.kind !== "guarded" || !this.#isContradicted ? guard : this.#control(url, encoding, signal);
	}
	async #control(url, encoding, signal, token = MADE_UP) {
		const answer = await this.#hub.get(url, token, encoding, signal, {
			secret: true,
			asks: "guard"
		});
		const tokenStatus = tokenStatusOf(answer, this.#profile);
		if (tokenStatus === "accepted") return { kind: "open" };
		if (tokenStatus === "crashed" && token !== DECODABLE) return this.#control(url, encoding, signal, DECODABLE);
		return answer.kind === "unanswered" || tokenStatus === "unheard" || answer.httpStatus > 500 ? {
			kind: "unknown",
			answer
		} : { kind: "guarded" };
	}
};
// lib/core/peer/encodings.js
const mostTelling = [
	"accepted",
	"open",
	"versions-only",
	"unheard",
	"inconclusive",
	"crashed",
	"refused",
	"wrong-encoding"
];
/**
* Tries a token in one header encoding after the other, with GETs only, until one settles the matter: it opens something
* guarded, or the peer is not heard. What is repeated is the pair.
* @param attempt asks in one encoding. How often the pair was asked is counted from 1.
* @param repeat waits before the pair is asked again; false where nothing would come of that.
* @returns the most telling try, and of equals the first.
*/
async function inEachEncoding(encodings, attempt, repeat) {
	const crashesEachTime = new Set(encodings);
	for (let count = 1;; count += 1) {
		const pair = [];
		for (const encoding of encodings) {
			const tried = await attempt(encoding, count);
			pair.push(tried);
			if (tried.tokenStatus !== "crashed") crashesEachTime.delete(encoding);
			if (tried.tokenStatus === "accepted" || tried.tokenStatus === "unheard") return mostTellingOf(pair);
		}
		const best = mostTellingOf(pair);
		if (best.tokenStatus === "open" || best.tokenStatus === "versions-only") return best;
		if (await repeat(pair, count)) continue;
		return (count >= 4 && crashesEachTime.size > 0 ? await refusedBesideCrash(pair, async (encoding) => attempt(encoding, count + 1)) : void 0) ?? best;
	}
}
function mostTellingOf(pair) {
	const [best] = pair.toSorted((a, b) => mostTelling.indexOf(a.tokenStatus) - mostTelling.indexOf(b.tokenStatus));
	return best;
}
/**
* A server that cannot decode a token breaks down at it each time; one that breaks down now and then may do so at a token that works.
* So beside a crash a refusal counts only where the crash came at each repetition, and the refusal once more after the last one.
* @param last the last pair, after such repetitions.
*/
async function refusedBesideCrash(last, attempt) {
	const crash = last.find(({ tokenStatus }) => tokenStatus === "crashed");
	const refusal = last.find(({ tokenStatus }) => tokenStatus === "refused");
	if (crash === void 0 || refusal === void 0) return void 0;
	const again = last.indexOf(refusal) > last.indexOf(crash) ? refusal : await attempt(refusal.encoding);
	return again.tokenStatus === "refused" ? {
		...again,
		crash
	} : void 0;
}
// lib/core/onboarding/pages.js
/** What is found where a list goes on at a URL to which no token may go. */
function pageElsewhere(entries, url, list, needed) {
	return {
		code: "hub-url-elsewhere",
		what: `next page of ${entries}`,
		url,
		origin: new URL(list).origin,
		needed,
		documented: void 0
	};
}
/**
* The pages of a list that could be read, from the first on, as long as there is a next one to which a token may go.
* @param cutShort is told why there is no last page, if there is none. That the first one is none is left to the caller, who has it.
*/
async function* pagesFrom({ hub, url, get, atMost }, first, cutShort) {
	const seen = /* @__PURE__ */ new Set([url]);
	let page = first;
	let at = url;
	while (dataOf(page) !== void 0 && page.kind === "answered") {
		const next = nextPage(page.headers);
		yield {
			page,
			isLast: next === void 0
		};
		if (next === void 0) return;
		const link = listedUrl(next, at, hub.origins).url ?? next;
		if (!hub.admits(link)) return cutShort({
			why: "elsewhere",
			url: link
		});
		if (seen.has(link)) return cutShort({
			why: "circle",
			url: link,
			pages: seen.size
		});
		if (seen.size >= atMost) return cutShort({
			why: "limit",
			url: link,
			pages: seen.size
		});
		seen.add(link);
		at = link;
		page = await get(at);
		if (dataOf(page) === void 0) cutShort({
			why: "unread",
			answer: page
		});
	}
}
// lib/core/onboarding/parties.js
const PAGE_LIMIT$1 = 200;
const FIELDS_SHOWN = 3;
/**
* Finds the own parties: each by its documented path and the list's first page, all in parallel; further pages only
* for a party that neither of them has. `withList: false` leaves the list alone.
*/
async function readParties(probe, auth, wanted, withList = true) {
	const { hub, url, profile, signal, options } = probe;
	const get = (at) => hub.get(at, auth.token, auth.encoding, signal, options);
	const [first, ...singles] = await Promise.all([withList ? get(url) : void 0, ...(profile.singleParty ? wanted : []).map((party) => get(singlePartyUrl(url, party)))]);
	const findings = [];
	const known = singles.flatMap((answer) => answer === void 0 ? [] : entriesOf(answer));
	const list = first === void 0 ? {
		entries: [],
		complete: false,
		broken: void 0
	} : await readList(probe, get, wanted, known, first, findings);
	const entries = [...known, ...list.entries];
	const asked = [first, ...singles].filter((answer) => answer !== void 0);
	const refused = asked.every((answer) => isRefusal(answer, profile));
	const isFound = (party) => entries.some((entry) => isOf(entry, party));
	if (first !== void 0 && !list.complete && !wanted.every(isFound)) findings.push(...whyUnread(list.broken ?? first, refused));
	return {
		parties: wanted.map((party) => find(party, entries, list.complete, findings)),
		findings,
		refused,
		answers: asked,
		missing: asked.length > 0 && asked.every((answer) => answer.kind === "answered" && answer.httpStatus === 404),
		listNeeded: !wanted.every((party) => known.some((entry) => isOf(entry, party)))
	};
}
/** Sends what {@link readParties} asks first, before its answers are wanted. */
function askForParties({ hub, url, profile, signal }, { token, encoding }, wanted) {
	const singles = profile.singleParty ? wanted.map((party) => singlePartyUrl(url, party)) : [];
	for (const at of [url, ...singles]) hub.askAhead(at, token, encoding, signal);
}
function isRefusal(answer, profile) {
	return tokenStatusOf(answer, profile) === "refused";
}
/** What is the matter with an answer that should have been parties; nothing where it was read to its last entry. */
function whyUnread(answer, refused) {
	const response = answer.summary;
	if (refused) return [{
		code: "hub-token-limited",
		response,
		issued: false
	}];
	const body = dataOf(answer);
	if (body === void 0) return [{
		code: wantsRoutingHeaders(answer) ? "parties-need-routing" : "parties-unreadable",
		response
	}];
	const { url } = response;
	const isEntry = (value) => clientInfoSchema.safeParse(value).success;
	if (!Array.isArray(body.data)) return isEntry(body.data) ? [] : [{
		code: "parties-no-list",
		url,
		...contentOf(body.data)
	}];
	const entries = body.data;
	const broken = entries.findIndex((entry) => !isEntry(entry));
	return broken === -1 ? [] : [{
		code: "parties-entry-unreadable",
		url,
		entries: entries.length,
		lacks: lackOf(entries[broken])
	}];
}
/** What a value is, and of an object the first names of its fields: values are not ours to show. */
function contentOf(value) {
	if (value === void 0) return {
		holds: "nothing",
		fields: []
	};
	if (value === null) return {
		holds: "null",
		fields: []
	};
	return {
		holds: typeof value,
		fields: typeof value === "object" ? Object.keys(value).slice(0, FIELDS_SHOWN) : []
	};
}
/** Which of the fields that say whose entry it is are not there. */
function lackOf(entry) {
	const fields = typeof entry === "object" && entry !== null ? { ...entry } : {};
	return ["country_code", "party_id"].filter((name) => typeof fields[name] !== "string");
}
/**
* The list, page by page, as far as it is needed. `complete`: it was read to its end, or has everybody. `broken`: a page of
* which not every entry can be read.
*/
async function readList(probe, get, wanted, known, first, findings) {
	const entries = [];
	let broken;
	for await (const { page, isLast } of pagesOf(probe, get, first, findings)) {
		entries.push(...entriesOf(page).filter((entry) => wanted.some((party) => partyKey(entry) === partyKey(party))));
		const missing = wanted.some((party) => ![...known, ...entries].some((entry) => isOf(entry, party)));
		if (!isWhole(page)) broken ??= page;
		if (!missing || isLast) return {
			entries,
			complete: !missing || broken === void 0,
			broken
		};
	}
	return {
		entries,
		complete: false,
		broken
	};
}
const AT_ONCE = 8;
/**
* Finds others than the own parties, of whom there may be hundreds: each by its documented path, eight at once; and in the
* list those whom that does not show, or all of them at a hub that has no such path.
*/
async function readPartners(probe, auth, wanted) {
	const { hub, url, profile, signal } = probe;
	const get = (at) => hub.get(at, auth.token, auth.encoding, signal);
	const known = [];
	const waiting = profile.singleParty ? [...wanted] : [];
	const work = async () => {
		for (let party = waiting.shift(); party !== void 0 && !signal.aborted; party = waiting.shift()) {
			const asked = party;
			known.push(...entriesOf(await get(singlePartyUrl(url, asked))).filter((entry) => partyKey(entry) === partyKey(asked)));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	const missing = wanted.filter((party) => !known.some((entry) => isOf(entry, party)));
	const findings = [];
	let list = {
		entries: [],
		complete: true
	};
	if (missing.length > 0 && !signal.aborted) {
		const first = await get(url);
		const { entries, complete, broken } = await readList(probe, get, missing, known, first, findings);
		if (!complete) findings.push(...whyUnread(broken ?? first, isRefusal(first, profile)));
		list = {
			entries,
			complete
		};
	}
	const entries = [...known, ...list.entries];
	return {
		parties: wanted.map((party) => find(party, entries, list.complete && !signal.aborted, findings)),
		findings
	};
}
/** The pages of the list, with what is found where there is no last one. */
function pagesOf({ hub, url }, get, first, findings) {
	return pagesFrom({
		hub,
		url,
		get,
		atMost: PAGE_LIMIT$1
	}, first, (cut) => findings.push(whyCutShort$1(cut, url)));
}
function whyCutShort$1(cut, list) {
	switch (cut.why) {
		case "elsewhere": return pageElsewhere("parties", cut.url, list, true);
		case "circle":
		case "limit": return {
			code: "parties-endless",
			url: cut.url,
			pages: cut.pages
		};
		case "unread": return {
			code: "parties-unreadable",
			response: cut.answer.summary
		};
	}
}
function find(party, entries, complete, findings) {
	const own = entries.find((entry) => isOf(entry, party));
	if (own !== void 0) return statusIn(own, party);
	const other = entries.find((entry) => partyKey(entry) === partyKey(party));
	if (other?.role !== void 0) findings.push({
		code: "party-other-role",
		party: partyName(party),
		role: party.role,
		listed: other.role
	});
	return {
		party,
		status: complete ? "NOT_LISTED" : "UNKNOWN",
		lastUpdated: void 0
	};
}
/** What an entry says of the party that it is about. A status may be anything; what is no text is shown as JSON. */
function statusIn({ role, status, last_updated: lastUpdated }, party) {
	const word = typeof status === "string" || status === void 0 ? status : JSON.stringify(status);
	return {
		party,
		status: partyConnection(word),
		lastUpdated,
		written: {
			role,
			status: word
		}
	};
}
/** Whether an entry is the party's. OCPI has roles in capitals; one that is written otherwise, or not at all, is no other role. */
function isOf(entry, party) {
	return partyKey(entry) === partyKey(party) && (entry.role === void 0 || entry.role.trim().toUpperCase() === party.role);
}
/** The entries of an answer: `data` is a list, or one entry. What cannot be read is left out. */
function entriesOf(answer) {
	return keepValid(listOf(answer), clientInfoSchema);
}
function listOf(answer) {
	const data = dataOf(answer)?.data;
	return Array.isArray(data) ? data : [data];
}
/** Whether every entry of the answer could be read, so that who is not in it is not there. */
function isWhole(answer) {
	return dataOf(answer) !== void 0 && entriesOf(answer).length === listOf(answer).length;
}
/** The documented address of one party's hubclientinfo entry. */
function singlePartyUrl(hubclientinfo, party) {
	const [country, id] = partyName(party).split("*");
	return `${hubclientinfo.replace(/\/$/, "")}/${encodeURIComponent(country ?? "")}/${encodeURIComponent(id ?? "")}`;
}
// lib/core/onboarding/try-token.js
/** Tries a token in one encoding: GET versions and details, and the own parties where they are asked for, in parallel. */
async function tryInEncoding(probe, token, asking) {
	const { hub, address, profile, encodings, signal } = probe;
	const { encoding, attempt, parties: wanted = [] } = asking;
	const url = wanted.length === 0 ? void 0 : address.hubclientinfo;
	const read = async (options) => url === void 0 ? void 0 : readParties({
		hub,
		url,
		profile,
		signal,
		options
	}, {
		token,
		encoding
	}, wanted);
	const [versions, parties] = await Promise.all([readVersions(probe, token, asking), read({
		attempt,
		answersOnce: encodings.length > 1
	})]);
	const verdict = await judge(probe, token, asking, versions, parties);
	const isAgain = verdict.tokenStatus === "accepted" && await hub.pause(parties?.answers ?? [], attempt, signal);
	return {
		...versions,
		...verdict,
		encoding,
		parties: isAgain ? await read({ attempt: attempt + 1 }) : parties
	};
}
/**
* Versions, and with them the details at the place that is documented; or after them where they are listed, if that is
* another place. Where no token may go, or nothing opens, the documented place counts if it opens: only then.
*/
async function readVersions(probe, token, { encoding, attempt }) {
	const { hub, guards, address, encodings, signal } = probe;
	const get = async (url, options) => hub.get(url, token, encoding, signal, options);
	const first = {
		attempt,
		answersOnce: encodings.length > 1
	};
	const answers = await Promise.all([get(address.versions, {
		...first,
		asks: "versions"
	}), address.details === void 0 ? void 0 : get(address.details, {
		...first,
		asks: "details"
	})]);
	const isSettled = (await guardedOf(guards, answers, encoding)).opened.length > 0;
	const onceMore = async (answer, asks) => isSettled && answer !== void 0 && await hub.pause([answer], attempt, signal) ? get(answer.summary.url, {
		attempt: attempt + 1,
		asks
	}) : answer;
	const versions = await onceMore(answers[0], "versions");
	const [, documented] = answers;
	const { detailsUrl: url } = checkVersions(dataOf(versions)?.data, probe, true);
	if (url === void 0 || url.replace(/\/$/, "") === address.details) return {
		versions,
		details: await onceMore(documented, "details")
	};
	const found = hub.admits(url) ? await get(url, {
		asks: "details",
		...isSettled ? {} : first
	}) : void 0;
	return {
		versions,
		details: [found, documented].find((details) => details !== void 0 && dataOf(details) !== void 0) ?? found
	};
}
/** Sends what {@link tryInEncoding} asks first, before its answers are wanted. */
function tryAhead({ hub, address, signal }, token, encoding, withinMs) {
	hub.askAhead(address.versions, token, encoding, signal, {
		asks: "versions",
		withinMs
	});
	if (address.details !== void 0) hub.askAhead(address.details, token, encoding, signal, {
		asks: "details",
		withinMs
	});
}
/** What versions and details that were read say of the token. */
async function judge(probe, token, { encoding, expectsDetails = false }, { versions, details }, parties) {
	const { profile, guards, signal } = probe;
	const ofVersions = tokenStatusOf(versions, profile);
	const ofDetails = details === void 0 ? "inconclusive" : tokenStatusOf(details, profile);
	const isKeptOut = isTurnedDown(ofDetails) || expectsDetails && ofDetails !== "accepted";
	const limited = parties?.refused === true;
	if ([
		isTurnedDown(ofVersions),
		isKeptOut,
		limited,
		signal.aborted
	].includes(true)) guards.doubt();
	const { opened, unknown } = await guardedOf(guards, [versions, details], encoding);
	const unproven = {
		opened: [],
		limited: false
	};
	const keptOut = isKeptOut && details !== void 0 ? {
		...unproven,
		tokenStatus: ofDetails,
		telling: details
	} : void 0;
	if (expectsDetails && isTurnedDown(ofDetails) && keptOut !== void 0) return keptOut;
	if (ofVersions !== "accepted") return {
		...unproven,
		tokenStatus: opened.length > 0 ? "unheard" : ofVersions,
		telling: versions
	};
	if (opened.length > 0) return {
		tokenStatus: "accepted",
		opened,
		limited,
		telling: versions
	};
	return judgeUnguarded(probe, token, encoding, {
		versions,
		details
	}, keptOut, unknown);
}
/**
* Versions that opened are open to everybody, or it is not known whether they are.
* @param keptOut what the details made of the token, where they do not open to it and should.
* @param unknown an answer that did not tell what is guarded.
*/
async function judgeUnguarded(probe, token, encoding, { versions, details }, keptOut, unknown) {
	const isInitial = token.kind === "initial-token";
	if (keptOut !== void 0 && isInitial && probe.address.credentials !== void 0) return {
		...keptOut,
		tokenStatus: "versions-only"
	};
	if (keptOut?.tokenStatus === "refused") return keptOut;
	const unheard = probe.signal.aborted ? versions : isInitial ? void 0 : unknown;
	if (unheard !== void 0) return {
		tokenStatus: "unheard",
		opened: [],
		limited: false,
		telling: unheard
	};
	const further = await judgeFurther(probe, token, encoding, versions, details);
	return further.tokenStatus === "open" && keptOut !== void 0 ? keptOut : further;
}
/** What of these opened and is guarded, with what stands behind it in the list; and an answer that did not tell. */
async function guardedOf(guards, answers, encoding) {
	const urls = answers.flatMap((answer) => answer !== void 0 && dataOf(answer) !== void 0 ? [answer.summary.url] : []);
	let unknown;
	for (const [index, url] of urls.entries()) {
		const guard = await guards.guard(url, encoding);
		if (guard.kind === "guarded") return {
			opened: urls.slice(index),
			unknown
		};
		if (guard.kind === "unknown") unknown = guard.answer;
	}
	return {
		opened: [],
		unknown
	};
}
/** Where versions and details are open to everybody: GET credentials, and hubclientinfo, whose bodies are never shown. */
async function judgeFurther(probe, token, encoding, versions, details) {
	const { hub, profile, guards, encodings, signal } = probe;
	const isInitial = token.kind === "initial-token";
	const endpoints = endpointsIn(details, probe);
	const unproven = {
		opened: [],
		limited: false
	};
	for (const module of isInitial ? ["credentials"] : ["credentials", "hubclientinfo"]) {
		const { url } = chooseEndpoint(module, endpoints, probe);
		if (url === void 0) continue;
		const answer = await hub.get(url, token, encoding, signal, {
			secret: true,
			answersOnce: encodings.length > 1
		});
		const tokenStatus = tokenStatusOf(answer, profile);
		if (isTurnedDown(tokenStatus)) return {
			...unproven,
			tokenStatus: isInitial ? "versions-only" : tokenStatus,
			telling: answer
		};
		if (tokenStatus === "accepted" && (await guards.guard(url, encoding)).kind === "guarded") return {
			tokenStatus,
			opened: [url],
			limited: false,
			telling: versions
		};
	}
	return {
		...unproven,
		tokenStatus: "open",
		telling: versions
	};
}
function endpointsIn(details, probe) {
	const read = details === void 0 ? void 0 : dataOf(details);
	if (details === void 0 || read === void 0) return void 0;
	return checkDetails(read.data, details.summary.url, probe).details?.endpoints;
}
// lib/core/onboarding/probe-hub.js
/**
* Looks at the hub with a token: versions and details, and the own parties where they are given, all in parallel.
*/
async function probeHub(probe, token, parties) {
	probe.guards.prepare(probe.address.versions, probe.encodings[0]);
	return concluded(probe, token, await tryAtHub(probe, token, { parties }));
}
/** Tries a token at the hub, in each encoding until one settles the matter. */
async function tryAtHub(probe, token, wanted) {
	const { hub, encodings, signal } = probe;
	return inEachEncoding(encodings, async (encoding, attempt) => tryInEncoding(probe, token, {
		...wanted,
		encoding,
		attempt
	}), async (pair, attempt) => encodings.length > 1 && hub.pause(pair.map(({ telling }) => telling), attempt, signal));
}
const chosen$1 = /* @__PURE__ */ new Set(["credentials", "hubclientinfo"]);
/** What a try shows of the hub. */
function concluded(probe, token, probed) {
	const { address, profile, hub } = probe;
	const undiscovered = {
		opened: probed.opened,
		limited: probed.limited,
		encoding: probed.encoding,
		fit: false,
		details: probed.details === void 0 ? "inconclusive" : tokenStatusOf(probed.details, profile),
		endpoints: [],
		detailsUrl: address.details,
		credentialsUrl: address.credentials,
		hubclientinfoUrl: address.hubclientinfo,
		isPartiesUnlisted: false,
		parties: probed.parties
	};
	if (![
		"accepted",
		"open",
		"versions-only"
	].includes(probed.tokenStatus)) {
		const refused = probed.tokenStatus === "refused";
		const encoded = token.seemsEncoded ? [{
			code: "token-maybe-encoded",
			input: token.kind
		}] : [];
		const findings = refused ? [...refusalOf$1(token, probed, probe), ...encoded] : checkUsable(probed.telling);
		return {
			...undiscovered,
			tokenStatus: refused ? "refused" : "inconclusive",
			findings
		};
	}
	const needed = token.kind === "initial-token" || address.credentials === void 0;
	const versions = checkVersions(dataOf(probed.versions)?.data, probe, needed);
	const details = readDetails(probe, token, probed, versions.detailsUrl);
	const listed = details.details?.endpoints;
	const endpoints = (listed ?? []).filter(({ url }) => url !== "");
	const elsewhere = endpoints.filter(({ identifier, url }) => !chosen$1.has(identifier) && !hub.admits(url));
	const credentials = chooseEndpoint("credentials", listed, probe, token.kind === "initial-token");
	const hubclientinfo = chooseEndpoint("hubclientinfo", listed, probe);
	return {
		...undiscovered,
		tokenStatus: "accepted",
		fit: versions.offered && credentials.url !== void 0,
		endpoints,
		detailsUrl: details.url,
		credentialsUrl: credentials.url,
		hubclientinfoUrl: hubclientinfo.url,
		isPartiesUnlisted: details.details !== void 0 && !hubclientinfo.listed,
		findings: [
			...probed.encoding === probe.encodings[0] ? [] : [otherEncoding(token, probed.encoding)],
			...checkSlash(probed.versions, address.versions),
			...checkEnvelopeForm(probed.versions),
			...versions.findings,
			...details.findings,
			...credentials.findings,
			...findingsOnParties(hubclientinfo, profile),
			...elsewhere.slice(0, 5).map((entry) => ({
				code: "hub-module-elsewhere",
				module: entry.identifier,
				url: entry.url,
				origin: address.origin
			}))
		]
	};
}
/**
* What is found of where hubclientinfo is, as far as it is listed: that it is not is found by who looks for the parties there. Where the
* hub need not list the caller, nothing depends on where it is.
*/
function findingsOnParties({ listed, url, findings }, { listsCaller }) {
	if (!listed) return [];
	return url === void 0 && !listsCaller ? findings.flatMap(asModuleElsewhere) : findings;
}
function asModuleElsewhere(finding) {
	if (finding.code !== "hub-url-elsewhere") return [finding];
	const { what: module, url, origin } = finding;
	return [{
		code: "hub-module-elsewhere",
		module,
		url,
		origin
	}];
}
/** The hub takes the token in another form than it documents; or the token that was given is in that form already. */
function otherEncoding(token, encoding) {
	return encoding === "plain" && token.seemsEncoded ? {
		code: "token-encoded-already",
		input: token.kind
	} : {
		code: "hub-wants-other-encoding",
		encoding
	};
}
/** A token that the hub refuses. An initial token may still open credentials, if it is known where they are. */
function refusalOf$1(token, { telling, encoding, crash }, { address }) {
	const response = telling.summary;
	const isBesideCrash = crash !== void 0;
	const crashes = isBesideCrash ? [{
		code: "hub-crashes-at-encoding",
		response: crash.telling.summary,
		encoding: crash.encoding,
		other: encoding
	}] : [];
	if (token.kind === "hub-token") return [{
		code: "hub-token-refused",
		response,
		isBesideCrash,
		isAscii: hasOnlyTokenCharacters(token.reveal())
	}, ...crashes];
	if (address.credentials !== void 0) return [{
		code: "initial-token-refused",
		response
	}, ...crashes];
	return [{
		code: "post-unauthorised",
		response,
		isBesideCrash
	}, ...crashes];
}
/** The version details: at the documented path, or where the version list says they are, if a token may go there. */
function readDetails(probe, token, { details: answer }, listed) {
	const { hub, address, profile } = probe;
	const { origin } = address;
	const needed = address.credentials === void 0;
	const findings = listed !== void 0 && !hub.admits(listed) ? [{
		code: "hub-url-elsewhere",
		what: "version details",
		url: listed,
		origin,
		needed,
		documented: address.details
	}] : [];
	if (answer === void 0) return {
		findings,
		details: void 0,
		url: void 0
	};
	const { url } = answer.summary;
	const data = dataOf(answer);
	if (data === void 0) {
		const known = token.kind === "initial-token" && isTurnedDown(tokenStatusOf(answer, profile)) ? {
			code: "initial-token-refused",
			response: answer.summary
		} : {
			code: "hub-details-unread",
			response: answer.summary
		};
		const why = needed ? checkUsable(answer) : [known];
		return {
			findings: [...findings, ...why],
			details: void 0,
			url
		};
	}
	const checked = checkDetails(data.data, url, probe);
	return {
		findings: [...findings, ...checked.findings],
		details: checked.details,
		url
	};
}
// lib/core/record/request.js
/** Whether a request did not succeed, on either layer. One without a token, or with a made-up one, is to be refused. */
function isFailed({ asks, httpStatus = 0, statusCode = 0 }) {
	if (asks === "guard" || asks === "entry") return false;
	return httpStatus < 200 || httpStatus > 299 || statusCode < 1e3 || statusCode > 1999;
}
// lib/core/checks/platform.js
/** PRT-02 to PRT-05, PRT-21, PRT-24, PRT-36: the platform answers there, and accepts its own token. */
function checkAnswers(look, profile) {
	const response = look.answer.summary;
	if (look.answer.kind === "unanswered") {
		const { code } = look.answer;
		return [{
			code: isOfCertificate(code) ? "platform-certificate" : "platform-no-answer",
			response
		}];
	}
	if (look.tokenStatus === "accepted") {
		if (look.encoding === profile.encodings[0]) return [];
		return look.encoding === "plain" && look.token.seemsEncoded ? [{
			code: "token-encoded-already",
			input: look.token.kind
		}] : [{
			code: "platform-other-encoding",
			url: look.url,
			takes: look.encoding
		}];
	}
	if (isRedirect(look.answer)) return [{
		code: "platform-redirects",
		response
	}];
	if (isBotWall(look.answer)) return [{
		code: "platform-bot-wall",
		response
	}];
	if (look.tokenStatus === "refused") return [{
		code: "platform-refuses-token",
		response,
		of: "exchange"
	}];
	return [{
		code: isBareSuccess(response) ? "platform-no-envelope" : "platform-unusable-answer",
		response
	}];
}
/** PRT-29: the same at the path that the hub probes, where a platform may have nothing. */
function checkHealthPath(look, profile) {
	const { summary: response } = look.answer;
	return response.httpStatus === 404 ? [{
		code: "platform-no-health-path",
		response
	}] : checkAnswers(look, profile);
}
/** PRT-36: a page that forbids, or says that the service is not there, comes from what stands before a platform. */
function isBotWall({ httpStatus, body }) {
	return body.kind === "html" && (httpStatus === 403 || httpStatus === 429 || httpStatus === 503);
}
/** PRT-13: the details that the platform lists answer as version details. */
function checkListedDetails(look, profile) {
	const data = dataOf(look.answer);
	const isRead = data !== void 0 && readVersionDetails(data.data) !== void 0;
	const said = checkAnswers(look, profile);
	if (isRead || said.some(({ code }) => code !== "platform-unusable-answer" && code !== "platform-no-envelope")) return said;
	return [{
		code: "platform-details-unusable",
		response: look.answer.summary,
		wanted: profile.version
	}];
}
/** PRT-11, PRT-29: the health path answers a version list that has the version. */
function checkVersionList(look, profile) {
	const data = dataOf(look.answer);
	if (data === void 0) return [];
	const list = readVersions$1(data.data);
	if (list === void 0) return [{
		code: "platform-shape",
		url: look.url
	}];
	const offered = list.versions.map((entry) => entry.version);
	if (offered.includes(profile.version)) return [];
	return [{
		code: "platform-version-missing",
		url: look.url,
		offered,
		wanted: profile.version
	}];
}
/** Where a platform's list of versions says that the version details are. A URL without a host is one on the platform's. */
function listedIn({ url, answer }, profile) {
	const entry = readVersions$1(dataOf(answer)?.data)?.versions.find(({ version }) => version === profile.version);
	return (entry && URL.parse(entry.url, url))?.href;
}
/**
* PRT-21: a path that was mistyped, where what the hub asks for is found at another.
* @param meant that other URL, which answers.
*/
function withMeantUrl(finding, meant) {
	if (finding.code !== "platform-unusable-answer" || finding.response.httpStatus !== 404 || meant === void 0) return finding;
	return {
		code: "platform-url-mistyped",
		response: finding.response,
		meant
	};
}
/** PRT-10, PRT-14: the URL sent to the hub answers what the hub asks for, a version list or the details of the version. */
function checkGivenUrl(look, profile) {
	const data = dataOf(look.answer);
	if (data === void 0) return [];
	const details = readVersionDetails(data.data);
	if (details === void 0) {
		const faults = checkVersionList(look, profile);
		const listed = listedIn(look, profile);
		return profile.platformUrl === "details" && listed !== void 0 ? [...faults, {
			code: "platform-list-url",
			url: look.url,
			listed
		}] : faults;
	}
	if (profile.platformUrl === "versions") return [{
		code: "platform-details-url",
		url: look.url
	}];
	if (details.version === void 0 || details.version === profile.version) return [];
	return [{
		code: "platform-version-missing",
		url: look.url,
		offered: [details.version],
		wanted: profile.version
	}];
}
// lib/core/onboarding/probe-platform.js
const USUAL_LIST = "/ocpi/versions";
/**
* Looks at the platform as the hub will see it: the URL that is sent to the hub, and the path that the hub probes, in
* parallel, and then the version details that these list; with the token that the hub will present.
*/
async function probePlatform(platform, url, token, profile, signal) {
	const health = healthUrl(url, profile);
	const look = async (at) => lookAtUrl(platform, at, token, profile, signal);
	const [given, probed] = await Promise.all([look(url), url === health ? void 0 : look(health)]);
	const looks = probed === void 0 ? [given] : [given, probed];
	const listed = listedDetails(looks, profile);
	const elsewhere = listed.filter((at) => !platform.admits(at));
	const details = await Promise.all(listed.filter((at) => platform.admits(at)).map(look));
	const meant = details.find(isDetails)?.url ?? (probed === void 0 ? await listBeside(given, look, profile) : void 0);
	const findings = oncePerCause([
		[...checkAnswers(given, profile).map((finding) => withMeantUrl(finding, meant)), ...checkGivenUrl(given, profile)],
		probed === void 0 ? [] : [...checkHealthPath(probed, profile), ...checkVersionList(probed, profile)],
		...details.map((one) => checkListedDetails(one, profile)),
		elsewhere.map((at) => ({
			code: "platform-details-elsewhere",
			url: at,
			origin: new URL(url).origin
		}))
	]);
	const all = [...looks, ...details];
	return {
		findings,
		looks: all,
		details: all.flatMap(detailsIn).at(0)
	};
}
/**
* Where a list of versions is, if the URL of one was mistyped: at the path that most platforms have for it, on the same host. It
* is asked for only where nothing is at the given URL.
*/
async function listBeside(given, look, profile) {
	const usual = new URL(given.url).origin + USUAL_LIST;
	const { answer } = given;
	if (answer.kind === "unanswered" || answer.httpStatus !== 404 || given.url === usual) return void 0;
	return listedIn(await look(usual), profile) === void 0 ? void 0 : usual;
}
function isDetails(look) {
	return detailsIn(look).length > 0;
}
/** The platform as the record has it. */
function platformDetails(seen) {
	if (seen?.details === void 0) return void 0;
	const { version, endpoints } = seen.details;
	const [given] = seen.looks;
	const data = given && dataOf(given.answer)?.data;
	return {
		version,
		endpoints,
		serves: readVersionDetails(data) !== void 0 ? "details" : readVersions$1(data) === void 0 ? void 0 : "versions"
	};
}
function detailsIn({ answer }) {
	const data = dataOf(answer);
	const details = data && readVersionDetails(data.data);
	return details === void 0 ? [] : [details];
}
/** Where the hub probes whether the platform is there. */
function healthUrl(url, { healthPath }) {
	return healthPath === void 0 ? url : new URL(url).origin + healthPath;
}
/** The version details that the platform lists, but for what was looked at. */
function listedDetails(looks, profile) {
	const known = new Set(looks.map(({ url }) => withoutSlash(url)));
	const listed = looks.flatMap((look) => listedIn(look, profile) ?? []);
	return [...new Set(listed.map(withoutSlash))].filter((at) => !known.has(at));
}
function withoutSlash(url) {
	return url.replace(/\/$/, "");
}
/** One cause, one finding: where several URLs fail alike the first one says it. */
function oncePerCause(found) {
	const all = [];
	for (const findings of found) {
		const before = [...all];
		all.push(...findings.filter((finding) => !before.some((first) => first.code === finding.code && sayTheSame(first, finding))));
	}
	return all;
}
function sayTheSame(a, b) {
	return a.code === "platform-other-encoding" || (a.code === "platform-no-answer" || a.code === "platform-certificate") && b.code === a.code && a.response.error === b.response.error || a.code === "platform-bot-wall" || a.code === "platform-refuses-token" && b.code === a.code;
}
async function lookAtUrl(platform, url, token, profile, signal) {
	return inEachEncoding(profile.encodings, async (encoding, attempt) => {
		const answer = await platform.get(url, token, encoding, signal, {
			attempt,
			answersOnce: true
		});
		return {
			url,
			token,
			answer,
			tokenStatus: tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode }),
			encoding
		};
	}, async (pair, attempt) => {
		const answers = pair.map(({ answer }) => answer);
		return platform.pause(answers, attempt, signal);
	});
}
// lib/core/onboarding/platform-look.js
/**
* Looks at the platform as the hub's health check does, where that may explain why a party is not CONNECTED. What explains it
* is found as an error, and first; what else is odd there is a warning.
* @returns undefined where there is nothing to explain, or no token to look with.
*/
async function lookAtPlatform(run, { platform, connection, timeouts }, parties) {
	const { cancelled } = run.ports;
	const isUnexplained = parties.some(({ status }) => status === "OFFLINE" || status === "PLANNED");
	if (platform === void 0 || !isUnexplained || cancelled.aborted) return void 0;
	const { url, token } = platform;
	const probed = await probePlatform(run.peer("platform", [new URL(url).origin], timeouts.requestTimeoutMs), url, token, connection.profile, cancelled);
	if (cancelled.aborted) return void 0;
	const isOffline = parties.some(({ status }) => status === "OFFLINE");
	const findings = probed.findings.map((finding) => ofRegistration(finding, isOffline));
	const health = new URL(healthUrl(url, connection.profile)).href;
	const isWell = run.requests.some((request) => request.url === health && !isFailed(request));
	const cause = findings.find((finding) => explains(finding, health, isWell));
	if (cause !== void 0) run.found([cause], { severity: "error" });
	run.found(findings.filter((finding) => finding !== cause), { severity: "warning" });
	return cause === void 0 ? { is: "fine" } : {
		is: "failing",
		check: entryFor(cause).check
	};
}
/** There is a registration: what is wrong now does not keep an exchange from it. */
function ofRegistration(finding, isOffline) {
	if (finding.code === "platform-refuses-token") return {
		...finding,
		of: isOffline ? "offline" : "registration"
	};
	return finding.code === "platform-no-answer" ? {
		...finding,
		of: "registration"
	} : finding;
}
/**
* Whether it is what the hub's health check meets, too.
* @param isWell what the hub probes was answered well. What fails in one way at several URLs is found at the first of them alone.
*/
function explains(finding, probed, isWell) {
	switch (finding.code) {
		case "platform-other-encoding":
		case "token-encoded-already": return true;
		case "platform-no-answer":
		case "platform-certificate":
		case "platform-bot-wall":
		case "platform-refuses-token": return !isWell;
		default: return ("response" in finding ? finding.response.url : "url" in finding ? finding.url : void 0) === probed;
	}
}
// lib/core/onboarding/visible-locations.js
const PAGE_LIMIT = 20;
const PAGE_SIZE$1 = 100;
/** Of a location nothing is read but whose it is: OCPI 2.2.1 mod_locations, Location. */
const ownerSchema = /* @__PURE__ */ object({
	country_code: /* @__PURE__ */ string(),
	party_id: /* @__PURE__ */ string()
});
/** Counts the locations that the hub shows of each of these CPOs, in at most 20 pages, one after the other. */
async function countLocations({ hub, url: list, signal }, auth, cpos) {
	const get = (at) => hub.get(at, auth.token, auth.encoding, signal);
	const url = withLimit(list);
	const counts = new Map(cpos.map((cpo) => [partyKey(cpo), 0]));
	const findings = [];
	const first = await get(url);
	const read = {
		pages: 0,
		entries: 0,
		isLast: false,
		isKnown: true,
		total: NaN
	};
	const cutShort = (cut) => void findings.push(whyCutShort(cut, list));
	for await (const { page, isLast } of pagesFrom({
		hub,
		url,
		get,
		atMost: PAGE_LIMIT
	}, first, cutShort)) {
		const entries = dataOf(page)?.data;
		const owners = Array.isArray(entries) ? keepValid(entries, ownerSchema) : [];
		for (const key of owners.map(partyKey)) if (counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
		read.isKnown &&= Array.isArray(entries) && owners.length === entries.length;
		read.entries += owners.length;
		read.pages += 1;
		read.isLast = isLast;
		read.total = totalOf(page);
	}
	if (read.pages === 0) findings.push({
		code: "locations-unread",
		why: "answer",
		response: first.summary
	});
	else if (!read.isKnown) findings.push({
		code: "locations-unread",
		why: "unnamed",
		response: first.summary
	});
	else if (read.isLast && read.entries < read.total) findings.push({
		code: "locations-unread",
		why: "short",
		response: first.summary,
		total: read.total
	});
	return {
		counts,
		isWhole: findings.length === 0,
		findings
	};
}
/** How many entries the hub says that the list has; no number where it does not say it. */
function totalOf(page) {
	const header = page.kind === "answered" ? page.headers.get("x-total-count") : null;
	return header === null ? NaN : Number(header);
}
function whyCutShort(cut, list) {
	switch (cut.why) {
		case "elsewhere": return pageElsewhere("locations", cut.url, list, false);
		case "circle":
		case "limit": return {
			code: "locations-beyond",
			why: cut.why,
			url: cut.url,
			pages: cut.pages
		};
		case "unread": return {
			code: "locations-unread",
			why: "answer",
			response: cut.answer.summary
		};
	}
}
/** The first page of the list: a hub that may give less at once does. */
function withLimit(list) {
	const url = new URL(list);
	url.searchParams.set("limit", String(PAGE_SIZE$1));
	return url.href;
}
// lib/core/onboarding/routing.js
/**
* Looks at the partners that `routing` names: the status of each, and, where we are an eMSP, whether the hub shows locations of
* each CPO. Only an eMSP sees a routing rule at work.
* @param own the own parties as they were seen.
*/
async function lookAtRouting(run, hub, connection, look, auth, own) {
	const { routing, profile } = connection;
	if (routing.length === 0) return [];
	const { cancelled: signal } = run.ports;
	const emsps = own.filter(({ party, status }) => party.role === "EMSP" && (status === "CONNECTED" || !profile.listsCaller));
	const cpos = emsps.length === 0 ? [] : routing.filter(({ role }) => role === "CPO");
	const locations = locationsUrl$1(hub, connection, look);
	const url = look.hubclientinfoUrl;
	const [read, visible] = await Promise.all([url === void 0 ? void 0 : readPartners({
		hub,
		url,
		profile,
		signal
	}, auth, routing), cpos.length === 0 || locations === void 0 ? void 0 : countLocations({
		hub,
		url: locations,
		signal
	}, auth, cpos)]);
	if (signal.aborted) return [];
	const unread = routing.map((party) => ({
		party,
		status: "UNKNOWN",
		lastUpdated: void 0
	}));
	const partners = (read?.parties ?? unread).map((partner) => withVisible(partner, visible));
	const severity = profile.routes ? "warning" : "info";
	run.found((read?.findings ?? []).map(asPartners), { severity });
	run.found(onLocations(partners, emsps, visible));
	run.found(notConnected(partners, read?.findings ?? []), { severity });
	run.found(unseen(connection, cpos));
	return partners;
}
/** Where the hub's locations are read: where its details list them, if a token may go there; else where they are documented. */
function locationsUrl$1(hub, { address }, { endpoints }) {
	const listed = endpoints.find(({ identifier, role }) => identifier === "locations" && role !== "RECEIVER");
	return listed !== void 0 && hub.admits(listed.url) ? listed.url : address.locations;
}
function withVisible(partner, seen) {
	const locations = partner.party.role === "CPO" ? seen?.counts.get(partyKey(partner.party)) : void 0;
	return locations === void 0 || seen === void 0 ? partner : {
		...partner,
		visible: {
			locations,
			more: !seen.isWhole
		}
	};
}
/** A partner in another role is to be mended in `routing`, and not in what the own party is. */
function asPartners(finding) {
	return finding.code === "party-other-role" ? {
		code: "partner-other-role",
		partner: finding.party,
		role: finding.role,
		listed: finding.listed
	} : finding;
}
const statuses = [
	"SUSPENDED",
	"NOT_LISTED",
	"OFFLINE",
	"PLANNED",
	"UNKNOWN"
];
/** One finding for all partners of one status. Of one whose entry is another role's, or of a list that cannot be read, more is said. */
function notConnected(partners, found) {
	const isUnread = found.some(({ code }) => code !== "party-other-role");
	const inOtherRole = (party) => found.some(({ code, ...of }) => code === "party-other-role" && "party" in of && of.party === partyName(party));
	return statuses.flatMap((status) => {
		const those = partners.filter(({ party, written, ...partner }) => partner.status === status && !inOtherRole(party) && !(status === "UNKNOWN" && written === void 0 && isUnread));
		return those.length === 0 ? [] : [{
			code: "partners-not-connected",
			partners: those.map(named),
			status
		}];
	});
}
/** What the locations show: of a CPO that is CONNECTED, and of which a whole list has none, that its rule is missing. */
function onLocations(partners, emsps, seen) {
	const hidden = partners.filter(({ status, visible }) => status === "CONNECTED" && visible?.locations === 0);
	if (seen === void 0) return [];
	if (!seen.isWhole) return hidden.length === 0 ? [] : seen.findings;
	return hidden.length === 0 ? [] : [{
		code: "routing-rule-missing",
		own: emsps.map(named),
		partners: hidden.map(named)
	}];
}
/** What cannot be seen of routing from this side: all of it but what a CPO shows to an eMSP. */
function unseen({ roles, routing }, cpos) {
	const others = roles.filter(({ role }) => role !== "EMSP");
	const partners = routing.filter((party) => !cpos.some((cpo) => sameParty(cpo, party)));
	return others.length === 0 || partners.length === 0 ? [] : [{
		code: "routing-unseen",
		own: others.map((party) => named({ party })),
		partners: partners.map((party) => named({ party }))
	}];
}
function named({ party }) {
	return `${partyName(party)} (${party.role})`;
}
// lib/core/onboarding/verify.js
/**
* Looks whether a registration works, the own parties are CONNECTED, and the partners can be reached. Sends only GETs: the hub
* token to the hub, and, where a party is not CONNECTED, the platform token to the platform.
*/
async function verify(run, job) {
	const hub = hubPeer(run, job.connection, job.timeouts);
	run.begin("verify");
	const look = await probeHub(hubProbe(run, hub, job.connection), job.hubToken, job.connection.roles);
	const common = {
		look,
		hubToken: void 0,
		storedIn: void 0,
		capsule: void 0,
		registeredAt: void 0
	};
	const { cancelled } = run.ports;
	if (cancelled.aborted) return stopped(run, {
		...common,
		parties: []
	});
	run.found(look.findings);
	const ofParties = look.limited ? look.parties?.findings ?? [] : [];
	run.found(ofParties);
	const reason = foremost([...look.findings, ...ofParties]);
	if (look.tokenStatus === "refused" || look.limited) return {
		...common,
		result: "refused",
		reason,
		parties: []
	};
	if (look.tokenStatus === "inconclusive") return {
		...common,
		result: "unreachable",
		reason,
		parties: []
	};
	const isProven = look.opened.length > 0;
	const unprovable = isProven ? void 0 : reportUnprovable(run, job.hubToken);
	if (isProven) run.reportProven(job.hubToken);
	const proven = {
		...common,
		hubToken: job.hubToken
	};
	const to = {
		severity: "error",
		issued: false,
		isUnproven: !isProven,
		seePlatform: async (parties) => lookAtPlatform(run, job, parties)
	};
	const { connection, hubToken, timeouts } = job;
	const { parties, because, answers } = await awaitConnected(run, hub, connection, timeouts, hubToken, look, to);
	if (cancelled.aborted) return stopped(run, {
		...proven,
		parties
	});
	reportOffers(run, look, connection);
	run.found(answers.flatMap((answer) => checkPartyList(answer, run.ports.clock.now())));
	const partners = await lookAtRouting(run, hub, connection, look, {
		token: hubToken,
		encoding: look.encoding
	}, parties);
	if (cancelled.aborted) return stopped(run, {
		...proven,
		parties
	});
	return {
		...proven,
		...endOf$1(parties, unprovable, firstError(look.findings) ?? because),
		parties,
		partners
	};
}
/** What a role needs of the hub. OCPI leaves it to a hub which modules it has; one that documents them should list them. */
function reportOffers(run, { endpoints }, { roles, profile }) {
	if (endpoints.length === 0) return;
	const named = roles.map(({ role }) => role);
	run.found(checkOffers(endpoints, named, profile), { severity: profile.paths === void 0 ? "info" : "warning" });
}
function stopped(run, ending) {
	const reason = { code: "cancelled" };
	run.found([reason]);
	return {
		...ending,
		result: "cancelled",
		reason
	};
}
/** Says that nothing shows whether a token works, and hands it on as one that does: nothing could ever show it. */
function reportUnprovable(run, token) {
	const finding = { code: "token-unprovable" };
	run.found([finding]);
	run.reportProven(token);
	return finding;
}
/**
* How a run ends that has looked at the own parties. Where all are CONNECTED, there is no reason to name.
* @param unprovable nothing shows whether the token works: then no status shows that the registration does.
*/
function endOf$1(parties, unprovable, reason) {
	if (unprovable !== void 0) return {
		result: "registered",
		reason: unprovable
	};
	return connectionStatus(parties) === "CONNECTED" ? {
		result: "connected",
		reason: void 0
	} : {
		result: "registered",
		reason
	};
}
/** The hub of a connection: its tokens go to its origin and the origins that the config allows. */
function hubPeer(run, connection, timeouts, platformUrl) {
	const origins = [connection.address.origin, ...connection.allowedOrigins];
	const platform = platformUrl === void 0 ? void 0 : URL.parse(platformUrl)?.origin;
	return run.peer("hub", origins, timeouts.requestTimeoutMs, platform);
}
/** How the hub of a connection is looked at in a run. */
function hubProbe({ ports: { cancelled: signal } }, hub, connection) {
	const { address, profile, encodings } = connection;
	return {
		hub,
		guards: new Guards(hub, profile, signal),
		address,
		profile,
		encodings,
		signal
	};
}
const INTERVALS_MS = [
	1e3,
	2e3,
	3e3,
	5e3,
	8e3,
	13e3,
	2e4,
	3e4
];
/**
* Looks at the own parties until each is CONNECTED, one is SUSPENDED (waiting does not change that), the time is up or
* the run is cancelled. One line for each look. Nothing is waited for where the hub does not show a party: its list need
* have only others, or it has none. A refused token is an error to every run.
*/
async function awaitConnected(run, hub, { roles, profile, address }, timeouts, token, look, to) {
	if (roles.length === 0) {
		const because = { code: "no-party-given" };
		run.found([because]);
		return {
			parties: [],
			because,
			answers: []
		};
	}
	const { clock, cancelled } = run.ports;
	const url = look.hubclientinfoUrl;
	const unknown = roles.map((party) => ({
		party,
		status: "UNKNOWN",
		lastUpdated: void 0
	}));
	if (url === void 0) return {
		parties: unknown,
		because: notShown(run, unknown, whyNowhere(look)),
		answers: []
	};
	const probe = {
		hub,
		url,
		profile,
		signal: cancelled
	};
	const auth = {
		token,
		encoding: look.encoding
	};
	const deadline = clock.now().getTime() + timeouts.waitForConnectedMs;
	let seen = (url.replace(/\/$/, "") === address.hubclientinfo ? look.parties : void 0) ?? await readParties(probe, auth, roles);
	if (look.isPartiesUnlisted) {
		if (seen.missing) return {
			parties: unknown,
			because: notShown(run, unknown, "absent"),
			answers: []
		};
		run.found([{
			code: "hub-endpoint-missing",
			module: "hubclientinfo",
			documented: url,
			needed: false
		}]);
	}
	const { answers } = seen;
	const looks = [seen.parties];
	for (let attempt = 0;; attempt += 1) {
		const remainingMs = deadline - clock.now().getTime();
		const settled = isSettled$1(seen.parties, profile) || remainingMs <= 0 || cancelled.aborted;
		const pause = Math.min(INTERVALS_MS[attempt] ?? 3e4, remainingMs);
		const { parties } = seen;
		run.line(() => statusLine(parties, settled ? void 0 : pause));
		if (settled) break;
		await clock.sleep(pause, cancelled);
		if (cancelled.aborted) break;
		const again = await readParties({
			...probe,
			options: { until: deadline }
		}, auth, roles, seen.listNeeded);
		seen = {
			...again,
			parties: seen.parties.map((before) => updated(before, again.parties))
		};
		looks.push(seen.parties);
	}
	const platform = await to.seePlatform?.(seen.parties);
	const judgement = judged(run, seen, profile, to, platform);
	run.found(checkFlapping(looks));
	return {
		...judgement,
		answers
	};
}
/** What is found of the parties as they were seen last. */
function judged(run, { parties, findings, refused }, profile, to, platform) {
	const ofList = findings.map((finding) => finding.code === "hub-token-limited" ? {
		...finding,
		issued: to.issued
	} : finding);
	const severity = profile.listsCaller ? to.severity : "warning";
	for (const finding of ofList) {
		const isGraded = !refused && entryFor(finding).severity !== "info";
		run.found([finding], isGraded ? { severity } : {});
	}
	const isExplained = (party) => isUnread(party) && ofList.some(({ code }) => code !== "party-other-role");
	const ofParties = parties.flatMap((party) => isExplained(party) ? [] : findingsOf(party, profile, to.isUnproven, platform));
	for (const finding of ofParties) run.found([finding], entryFor(finding).severity === "info" ? {} : { severity });
	const because = foremost([...ofList, ...ofParties.filter(({ code }) => code !== "party-form")]);
	const hidden = refused ? [] : parties.filter((party) => isHidden$1(party, profile));
	const why = hidden.some(({ status }) => status === "UNKNOWN") ? "unread" : "others";
	const note = hidden.length === 0 ? void 0 : notShown(run, hidden, why);
	return {
		parties,
		because: because ?? note
	};
}
/** What is found of a party that the hub shows, or would have to show. */
function findingsOf(entry, profile, isUnproven, platform) {
	const { party, status, written } = entry;
	const named = {
		party: partyName(party),
		role: party.role
	};
	const words = [{
		written: written?.role ?? party.role,
		read: party.role
	}, {
		written: written?.status ?? status,
		read: status
	}];
	const isUnknown = written !== void 0 && status === "UNKNOWN";
	const renamed = words.filter((word) => word.written !== word.read && word.read !== "UNKNOWN");
	return [
		...renamed.length === 0 ? [] : [{
			code: "party-form",
			...named,
			renamed
		}],
		...isUnknown ? [{
			code: "party-status-unknown",
			...named,
			status: written.status
		}] : [],
		...isUnknown || status === "CONNECTED" || isHidden$1(entry, profile) ? [] : [{
			code: "party-not-connected",
			...named,
			status,
			...isUnproven ? { isUnproven } : {},
			...platform === void 0 ? {} : { platform }
		}]
	];
}
/** Whether it is not known what the hub says of the party. */
function isUnread({ status, written }) {
	return status === "UNKNOWN" && written === void 0;
}
/** Whether the hub does not show the party, and need not. */
function isHidden$1(party, { listsCaller }) {
	return !listsCaller && (party.status === "NOT_LISTED" || isUnread(party));
}
/** Why it is not known where hubclientinfo is. */
function whyNowhere({ endpoints }) {
	if (endpoints.length === 0) return "unread";
	return endpoints.some(({ identifier }) => identifier === "hubclientinfo") ? "host" : "absent";
}
function notShown(run, hidden, why) {
	const finding = {
		code: "status-not-shown",
		parties: hidden.map(({ party }) => `${partyName(party)} (${party.role})`),
		why
	};
	run.found([finding]);
	return finding;
}
function isSettled$1(parties, profile) {
	return parties.every((party) => party.status === "CONNECTED" || isHidden$1(party, profile)) || parties.some(({ status }) => status === "SUSPENDED");
}
function updated(before, again) {
	const now = again.find(({ party }) => sameParty(party, before.party));
	return now === void 0 || isUnread(now) ? before : now;
}
// lib/core/onboarding/watched-journal.js
/** The durable state, and what of it counts when our own code breaks. */
var WatchedJournal = class {
	/** Whether the run was about to change something: the lock, or the hub. */
	isBegun = false;
	/** What the hub issued and the vault does not hold yet. */
	capsule;
	#append;
	constructor(append) {
		this.#append = append;
	}
	append(entry) {
		this.isBegun = true;
		if (entry.phase === "captured") this.capsule = entry.capsule;
		if (entry.phase === "stored") this.capsule = void 0;
		this.#append(entry);
	}
};
// lib/core/onboarding/perform-run.js
/**
* Performs one run for a face, from its gathered inputs to the record that the face shows. An error of our own code in it is
* a finding, not an exception.
*/
async function performRun(ports, { profile, words, frame, secrets, redaction, job, follow, keepIssue }) {
	const journal = new WatchedJournal(ports.appendToJournal);
	const own = "connection" in job ? ownWords(job.connection, frame.platformUrl) : [];
	const run = new Run({
		...ports,
		appendToJournal: (entry) => journal.append(entry)
	}, profile, words, redaction ?? own);
	if (follow !== void 0) run.follow((soFar) => follow(() => ({
		...soFar(),
		frame: run.redaction.deep(frame)
	})));
	for (const secret of secrets) run.redaction.add(secret);
	let crash;
	const unexpected = (error) => {
		crash = run.redaction.apply(String(error instanceof Error ? error.stack : error));
		return {
			code: "unexpected",
			detail: error instanceof Error ? error.message : "unknown"
		};
	};
	const outcome = await perform(run, frame, job).catch((error) => {
		const reason = unexpected(error);
		run.found([reason]);
		return {
			...untouched(journal.isBegun ? "in-doubt" : "unreachable", reason),
			capsule: journal.capsule
		};
	});
	const record = recordOf(run, outcome, frame);
	try {
		const keep = keepIssue?.(record);
		if (keep === void 0) return {
			record,
			outcome,
			crash
		};
		run.begin("issue");
		run.found(await keep());
	} catch (error) {
		run.found([unexpected(error)], { severity: "warning" });
	}
	return {
		record: recordOf(run, outcome, frame),
		outcome,
		crash
	};
}
/** Step 0: what was gathered, and what is to be said of it. */
function read(run, { command }, job) {
	run.begin("read");
	if (job.kind === "turned-down") {
		run.found(job.faults);
		return;
	}
	if (job.kind === "plan") {
		run.line(planLine(command, job.plan));
		return;
	}
	const { name, address, profile, warnings } = job.connection;
	const isDry = job.kind === "registration" && job.registration.dryRun !== void 0;
	run.line(() => taskLine(isDry ? `${command}, a dry run` : command, name, address?.origin, profile));
	run.found([...job.warnings, ...warnings]);
}
async function perform(run, frame, job) {
	read(run, frame, job);
	switch (job.kind) {
		case "turned-down": return untouched(job.result ?? "invalid", foremost(job.faults));
		case "plan": return plan(run, job.plan);
		case "verify": return verify(run, job.verify);
		case "registration": return (await import("./registration.js")).runRegistrationJob(run, job.registration);
		case "preflight": return (await import("./platform-jobs.js")).preflight(run, job.preflight);
		case "receivers": return (await import("./platform-jobs.js")).receivers(run, job.receivers);
		case "rehearse": return (await import("./platform-jobs.js")).rehearse(run, job.rehearse);
	}
}
function receiversKnown({ platformUrl, ownParties, receiverOverrides }, profile, platform) {
	const known = {
		platformUrl,
		parties: ownParties,
		profile,
		overrides: receiverOverrides
	};
	return receiverUrls(platform === void 0 ? known : {
		...known,
		endpoints: platform.endpoints
	});
}
const ENDPOINT_LIMIT = 100;
/**
* The record of a run that has ended: what the report, the summary and the outputs are made from. Everything in it that came
* from outside is redacted once more: a token that was not known yet when a thing was found may be in what was said then.
*/
function recordOf(run, outcome, given) {
	const { profile } = run;
	const { look: hub, reason } = outcome;
	const frame = run.redaction.deep(given);
	run.redactAgain();
	return {
		...frame,
		profile,
		result: outcome.result,
		reason: reason && run.reportOf(reason),
		startedAt: run.startedAt,
		finishedAt: run.ports.clock.now(),
		correlationId: run.correlationId,
		isSandbox: isLoopback(frame.hubUrl === "" ? frame.platformUrl ?? "" : frame.hubUrl),
		hub: {
			url: frame.hubUrl,
			title: profile.title,
			party: outcome.result === "invalid" ? void 0 : profile.hub === void 0 ? run.redaction.deep(outcome.hubParty) : partyName(profile.hub),
			version: profile.version,
			encoding: hub !== void 0 && hub.opened.length > 0 ? hub.encoding : void 0,
			endpoints: run.redaction.deep(hub?.endpoints.slice(0, ENDPOINT_LIMIT) ?? [])
		},
		connectionStatus: connectionStatus(outcome.parties),
		parties: run.redaction.deep(outcome.parties),
		partners: run.redaction.deep(outcome.partners ?? []),
		steps: run.steps,
		findings: run.findings,
		requests: run.requests,
		platform: run.redaction.deep(outcome.platform),
		receivers: run.redaction.deep(outcome.receivers) ?? receiversKnown(frame, profile, outcome.platform),
		rehearsal: run.redaction.deep(outcome.rehearsal ?? []),
		plan: outcome.plan,
		registeredAt: outcome.registeredAt,
		storedIn: outcome.storedIn
	};
}
// lib/core/record/job-plan.js
/** The plan as the output `matrix` has it, for `strategy.matrix`. */
function matrixOf({ jobs }) {
	return { include: jobs.map((connections) => {
		const [connection] = connections;
		return connection !== void 0 && connections.length === 1 ? {
			connection,
			connections
		} : { connections };
	}) };
}
/**
* The name of the environment in which a connection's secrets are kept. The prefix tells it from the environments of other
* software; with it the name begins with a letter, so no shell takes it for an option.
*/
function environmentOf(connection) {
	return `ocpi-${connection}`;
}
// lib/core/report/environments.js
const makingPlatformTokens = "( umask 077; mkdir -p platform-tokens; for file in initial-tokens/*; do name=${file##*/}; [ -e \"platform-tokens/$name\" ] || openssl rand -hex 32 | tr -d \"\\n\" > \"platform-tokens/$name\"; done )";
/**
* Shell lines that make one environment for each connection, with the same names of secrets in each. No token is in them: each is
* read from a file. A name of a connection is made of small letters, digits and dashes, so it needs no quotes.
*/
function environmentLines({ connections }) {
	const environment = environmentOf("$connection");
	return [
		"# Run this once, in a clone of the repository, where `gh auth status` shows that you are logged in.",
		"# The tokens of a connection are in files that you alone can read: initial-tokens/NAME and platform-tokens/NAME.",
		"# No platform tokens yet? This makes one for each initial token, and shows none:",
		`#   ${makingPlatformTokens}`,
		"( set -e",
		`for connection in ${connections.join(" ")}; do`,
		"  # One that is there already stays as it is: a PUT could take away its protection rules.",
		`  gh api --silent "repos/{owner}/{repo}/environments/${environment}" 2>/dev/null ||`,
		`    gh api --silent -X PUT "repos/{owner}/{repo}/environments/${environment}"`,
		`  gh secret set OCPI_INITIAL_TOKEN --env "${environment}" < "initial-tokens/$connection"`,
		`  gh secret set OCPI_PLATFORM_TOKEN --env "${environment}" < "platform-tokens/$connection"`,
		"  # The exchange writes OCPI_HUB_TOKEN. Only for a connection that is registered already:",
		`  # gh secret set OCPI_HUB_TOKEN --env "${environment}" < "hub-tokens/$connection"`,
		"done )",
		"# Install each platform token in your platform: a preflight shows that it takes it. Then delete the two folders."
	];
}
// lib/core/findings/finding.js
/** Whether the fix is something to do, and not only good to know. */
function isToDo({ toDo = true, fix }) {
	return toDo && fix !== void 0;
}
const order = {
	error: 0,
	warning: 1,
	info: 2
};
/** The findings: what is urgent, and then the most severe first; within a severity as they were found. */
function bySeverity(findings) {
	const rank = ({ urgent = false, severity }) => urgent ? -1 : order[severity];
	return findings.toSorted((a, b) => rank(a) - rank(b));
}
// lib/core/findings/pages.js
const AT = `https://github.com/ocpi-onboarding/ocpi-onboarding/blob/v${version}/`;
/**
* The address of a page of ours, as it was when this version was released: what a reader is told fits the version that told it.
* @param path within the repository, such as `docs/checks.md`.
*/
function page(path) {
	return AT + path;
}
/** The address at which a check is explained, by its number, such as `HCI-12`; undefined of what has none, such as `INPUT`. */
function checkPage(check) {
	return /^[A-Z]{3}-\d\d$/.test(check) ? page(`docs/checks.md#${check.toLowerCase()}`) : void 0;
}
/** What a link of ours is called in a sentence: a page of the documentation, or a form at GitHub. */
function linkTitle(link) {
	return link.startsWith(AT) ? "how to" : "open the form";
}
// lib/core/record/record.js
/** Which findings make a run fail that did its work: the values of the input `fail-on`. */
const failOns = [
	"error",
	"warning",
	"never"
];
/** Whether the run did its work and found nothing that is to fail it: a step that is green. */
function passes(run) {
	const worked = run.result === "connected" || run.result === "registered" || run.result === "done";
	const failing = {
		error: ["error"],
		warning: ["error", "warning"],
		never: []
	}[run.failOn];
	return worked && !run.findings.some(({ severity }) => failing.includes(severity));
}
/** Whether the hub has a new platform token from this run. */
function isRotated({ command, result }) {
	return command === "rotate" && (result === "connected" || result === "registered");
}
/** What a dry run says that an exchange would do; undefined of every other run, and of one that stopped before. */
function nextAfterDryRun({ reason }) {
	return reason?.finding.code === "dry-run-would" ? reason.finding.next : void 0;
}
/** Whether one of these was found. */
function found(run, ...codes) {
	return run.findings.some(({ finding }) => codes.includes(finding.code));
}
// lib/core/report/go-live.js
/** The sheet of a rehearsal: what was rehearsed, what the hub shows, and what only a person can try or see. */
function goLiveSheet(run) {
	const seen = [...run.rehearsal.map(lineOf), ...hubLines(run)];
	return {
		steps: [...seen, ...ownCalls(run)],
		sign: signatures(run, seen)
	};
}
function lineOf({ step, expected, got, verdict, why, correlationId }) {
	return {
		step,
		expected,
		got,
		verdict,
		...why === void 0 ? {} : { why: verdict === "fails" ? `${why} ${DEVELOPERS_ACT}` : why },
		...correlationId === void 0 ? {} : { correlation_id: correlationId }
	};
}
const DEVELOPERS_ACT = "Who acts: your developers.";
/** What `verify` says of the connection, where it had a hub token. */
function hubLines(run) {
	const { title, encoding } = run.hub;
	const takes = {
		step: `${title} takes the hub token`,
		expected: "the hub token opens what a made-up token does not"
	};
	const connected = run.ownParties.map((party) => ({
		step: `${title} lists ${partyWithRole(party)}`,
		expected: "CONNECTED"
	}));
	if (!run.steps.some(({ id }) => id === "verify")) {
		const why = run.findings.some(({ finding }) => finding.code === "rehearsal-accepted") ? "The rehearsal ended before that." : "No hub token was given: rehearse again with it, once you have it.";
		return [takes, ...connected].map((part) => ({
			...part,
			got: "",
			verdict: "not tried",
			why
		}));
	}
	const evidence = { correlation_id: run.correlationId };
	const because = whyUnverified(run);
	return [encoding === void 0 ? {
		...takes,
		got: "it does not open",
		verdict: "fails",
		...because,
		...evidence
	} : {
		...takes,
		got: `it opens, ${encoding === "base64" ? "in Base64" : "as it is"}`,
		verdict: "works",
		...evidence
	}, ...connected.map((part, index) => {
		const own = run.ownParties[index];
		const status = run.parties.find(({ party }) => own !== void 0 && partyWithRole(party) === partyWithRole(own))?.status;
		if (status === "CONNECTED") return {
			...part,
			got: status,
			verdict: "works",
			...evidence
		};
		return run.profile.listsCaller && status !== void 0 ? {
			...part,
			got: status,
			verdict: "fails",
			...because,
			...evidence
		} : {
			...part,
			got: status ?? "",
			verdict: "not tried",
			why: "The hub does not show it."
		};
	})];
}
function whyUnverified({ findings }) {
	const cause = findings.find(({ step, severity }) => step === "verify" && severity === "error");
	return cause === void 0 ? {} : { why: `${cause.message[0]} Who acts: ${actors[cause.who]}.` };
}
const actors = {
	you: "your engineer",
	platform: "your developers",
	"account-team": "account team",
	hub: "account team"
};
const BY_PERSON = "Only your platform can make this call: have it made there, and sign for it.";
const OWN_LOCATION = "To try the line itself, put a location of yours into location.json and its id in the place of LOCATION_ID.";
/** The other direction: what the platform itself calls first at the hub. A call of the runner's would say nothing about it. */
function ownCalls(run) {
	const { profile, hub } = run;
	const encoding = hub.encoding ?? profile.encodings[0];
	const form = encoding === "base64" ? "in Base64" : "as it is";
	const answer = "HTTP 200 or 201, and OCPI 1000 in the body";
	const line = (step, request) => ({
		step,
		expected: request === void 0 ? `${answer}; the URL is in the hub's version details` : `${answer}, to: ${requestToTry({
			...request,
			encoding,
			variable: "OCPI_HUB_TOKEN"
		})}`,
		got: "",
		verdict: "not tried",
		why: request?.carries === void 0 ? BY_PERSON : `${BY_PERSON} ${OWN_LOCATION}`
	});
	const versions = versionsUrl(run);
	const locations = locationsUrl(run);
	return [line(`The platform's own first call to ${hub.title}, with the hub token ${form}`, versions === void 0 ? void 0 : {
		method: "GET",
		url: versions
	}), ...run.ownParties.map((party) => {
		if (party.role !== "CPO") {
			const url = locations && `${locations}?offset=0&limit=1`;
			return line(`${partyWithRole(party)} pulls a location`, url === void 0 ? void 0 : {
				method: "GET",
				url
			});
		}
		const url = locations && `${locations}/${party.country_code}/${party.party_id}/LOCATION_ID`;
		return line(`${partyWithRole(party)} pushes a location`, url === void 0 ? void 0 : {
			method: "PUT",
			url,
			carries: "@location.json"
		});
	})];
}
function versionsUrl({ hub, profile, requests }) {
	const asked = requests.find(({ peer, asks }) => peer === "hub" && asks === "versions")?.url;
	if (asked !== void 0) return asked;
	return profile.paths === void 0 || hub.url === "" ? void 0 : hub.url + profile.paths.versions;
}
function locationsUrl({ hub, profile, ownParties }) {
	const side = ownParties.some(({ role }) => role === "CPO") ? "RECEIVER" : "SENDER";
	const listed = hub.endpoints.find(({ identifier, role }) => identifier === "locations" && role === side)?.url;
	if (listed !== void 0) return listed.replace(/\/$/, "");
	return profile.paths === void 0 || hub.url === "" ? void 0 : `${hub.url}${profile.paths.details}/locations`;
}
/** @param seen the lines that the run could see. */
function signatures(run, seen) {
	const { hub, profile, routing, receivers, ownParties } = run;
	const parties = list(ownParties.map(partyWithRole)) || "the party";
	const fails = seen.some(({ verdict }) => verdict === "fails");
	const leaves = found(run, "rehearsal-left", "rehearsal-open");
	const open = seen.some(({ verdict }) => verdict === "not tried");
	const partners = routing.length === 0 ? "its partners" : list(routing.map((party) => `${partyName(party)} (${party.role})`));
	return [
		{
			who: "your engineer",
			what: `The hub token is installed in the platform${fails ? "; what fails above is fixed, and was rehearsed again" : ""}${open ? "; what was not tried above was tried, or is not needed" : ""}.`
		},
		{
			who: "your developers",
			what: `The platform itself made the calls above that only it can make, and got what is expected.${leaves ? " The test objects above are deleted, or may stay." : ""}`
		},
		...receivers.length === 0 ? [] : [{
			who: "account team",
			what: `${hub.title} has these URLs for ${parties}: ${receivers.map(({ method, url }) => `${method} ${url}`).join(", ")}`
		}],
		...profile.routes || routing.length > 0 ? [{
			who: "account team",
			what: `The routing rules between ${parties} and ${partners} are enabled.`
		}] : []
	];
}
// lib/core/report/markdown-text.js
/** Text as code: literal, on one line, safe in a table. Blanks in a row are one, and nothing is shown of an empty text. */
function markdownCode(text) {
	return written(codeOf$1(text), "&#124;");
}
/** Foreign text in prose: plain words stay as they are, and everything else is code. */
function markdownText(text) {
	return written(piecesOf(text), "&#124;");
}
/** A sentence of ours: what stands between its backticks or quotes is code, and the rest is prose. */
function markdownSentence(text) {
	return written(sentencePieces(text), "&#124;");
}
function sentencePieces(text) {
	return text.split("`").flatMap((part, index) => index % 2 === 1 ? codeOf$1(part) : spoken(part));
}
/**
* Lines as they are, in a fence longer than any in them.
* @param language what the fence calls them, such as `text` or `yaml`.
*/
function fenced(text, language) {
	const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
	return `${fence}${language}\n${text.split(/\r\n|\r|\n/).map(plainLine).join("\n")}\n${fence}`;
}
function codeOf$1(text) {
	return [{
		code: true,
		text: plainLine(text).replace(/\s+/g, " ").trim()
	}];
}
/** Prose in which what stands between quotes is foreign text. */
function spoken(prose) {
	const parts = prose.split("\"");
	if (parts.length % 2 === 0) return piecesOf(prose);
	return parts.flatMap((part, index) => index % 2 === 1 ? [
		quote,
		...codeOf$1(part),
		quote
	] : piecesOf(part));
}
const quote = {
	code: false,
	text: "\""
};
/** Prose, word by word. Words in a row that are none are one code. */
function piecesOf(prose) {
	const pieces = [];
	for (const token of plainLine(prose).split(/(\s+)/)) {
		if (token === "") continue;
		const [before, word, after] = barePunctuation(token);
		if (isPlain(word)) pieces.push({
			code: false,
			text: /^\s/.test(token) ? " " : token
		});
		else {
			const [last, blank] = [pieces.at(-2), pieces.at(-1)];
			if (before === "" && last?.code === true && blank?.text === " ") pieces.splice(-2, 2, {
				code: true,
				text: `${last.text} ${word}`
			});
			else pieces.push({
				code: false,
				text: before
			}, {
				code: true,
				text: word
			});
			if (after !== "") pieces.push({
				code: false,
				text: after
			});
		}
	}
	return pieces;
}
/** A word without the punctuation of the sentence around it. */
function barePunctuation(token) {
	let start = 0;
	let end = token.length;
	while (start < end && "\"'(“‘".includes(token.charAt(start))) start += 1;
	while (end > start && ")\"'”’.,;:?!…".includes(token.charAt(end - 1))) end -= 1;
	return [
		token.slice(0, start),
		token.slice(start, end),
		token.slice(end)
	];
}
const plain = /^(?:[\p{L}\p{M}\p{N}]+(?:[-'’/–][\p{L}\p{M}\p{N}]+)*%?|\d+(?:[.:]\d+){1,2}|[\s–—/]*)$/u;
const reference = /^(?:[0-9a-f]{7,}|gh-\d+|www)$/i;
/** Whether a word is nothing but one, to every renderer: no address, no mention, no reference, no markup. */
function isPlain(text) {
	return plain.test(text) && !reference.test(text);
}
/** Pieces as Markdown. Codes that touch are one, since backticks that touch would be one fence. */
function written(pieces, bar) {
	const joined = [];
	for (const piece of pieces) {
		const last = joined.at(-1);
		if (last?.code === piece.code) joined.splice(-1, 1, {
			...piece,
			text: last.text + piece.text
		});
		else if (piece.text !== "") joined.push(piece);
	}
	return joined.map((piece) => piece.code ? codeSpans(piece.text, bar) : piece.text).join("").replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}
/** Code spans with the bars that they cannot hold between them. */
function codeSpans(text, bar) {
	return bar === "|" ? codeSpan(text) : text.split("|").map(codeSpan).join(bar);
}
function codeSpan(text) {
	const inner = text.trim();
	if (inner === "") return text;
	const fence = "`".repeat(longestRun(inner) + 1);
	const pad = inner.startsWith("`") || inner.endsWith("`") ? " " : "";
	return `${text.startsWith(" ") ? " " : ""}${fence}${pad}${inner}${pad}${fence}${text.endsWith(" ") ? " " : ""}`;
}
function longestRun(text) {
	let longest = 0;
	for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
	return longest;
}
// lib/core/report/go-live-page.js
const signs$1 = {
	works: "✅\xA0works",
	fails: "❌\xA0fails",
	"not tried": "➖\xA0not\xA0tried"
};
/**
* The go-live sheet as Markdown that prints well; empty where nothing was rehearsed. URLs and lines to copy stand in lists, which
* break them where a table grows wider than the paper.
*/
function goLivePage(run) {
	if (run.rehearsal.length === 0) return "";
	const { steps, sign } = goLiveSheet(run);
	const toCopy = steps.flatMap(({ step, expected }) => {
		const { command } = withoutCommand(expected);
		return command === void 0 ? [] : [`- ${markdownText(step)}: ${markdownCode(command)}`];
	});
	return [
		"### Go-live sheet",
		"",
		`Platform ${markdownCode(run.platformUrl ?? "")} at ${markdownText(run.hub.title)}. Correlation id ${markdownCode(run.correlationId)}: every call of this run carried it in \`X-Correlation-ID\`.`,
		"",
		"| | What | Expected | Answered |",
		"| --- | --- | --- | --- |",
		...steps.map(row),
		"",
		...toCopy.length === 0 ? [] : [
			"Requests to copy:",
			"",
			...toCopy,
			""
		],
		"Who signs:",
		"",
		...sign.map(({ who, what }, index) => `${index + 1}. **${markdownText(who)}**: ${markdownSentence(what)}\n\n   Name, date, signature: ${"…".repeat(30)}`)
	].join("\n");
}
function row({ step, expected, got, verdict, why = "" }) {
	const { text, command } = withoutCommand(expected);
	const answered = [got === "" || why === "" ? got : `${got}.`, why].filter((part) => part !== "");
	return `| ${[
		signs$1[verdict],
		markdownText(step),
		markdownText(command === void 0 ? text : `${text} the request below`),
		answered.map(markdownSentence).join(" ")
	].join(" | ")} |`;
}
/** A line to copy, and what stands before it. */
function withoutCommand(text) {
	const at = text.indexOf("curl ");
	return at < 0 ? { text } : {
		text: text.slice(0, at).trim().replace(/:$/, ""),
		command: text.slice(at)
	};
}
// lib/core/record/doubt.js
/** What says of a preflight that something could not be tried, or was not seen to be as it should. */
const saysSo = /* @__PURE__ */ new Set([
	"half-preflight",
	"platform-error-page",
	"platform-limits",
	"platform-refuses-otherwise",
	"receiver-elsewhere",
	"receiver-missing",
	"receiver-unclear",
	"receivers-unknown"
]);
/**
* Why a preflight without an error does not show that a platform is ready: ready is one that took its token each time, and each of
* whose receivers was seen to be guarded.
* @returns a sentence; undefined where the preflight shows it.
*/
function doubtIn({ findings, receivers }) {
	if (receivers.length > 0 && receivers.every(({ probe }) => probe?.outcome === "guarded") && findings.every(({ finding: { code } }) => code !== "half-preflight" && code !== "platform-limits")) return void 0;
	return bySeverity(findings).find(({ finding }) => saysSo.has(finding.code))?.message[0] ?? "It is not known of each receiver whether it checks the token.";
}
// lib/core/report/receivers.js
const outcomes = {
	guarded: "refuses a call without a token",
	open: "OPEN: lets in a call without a token",
	missing: "is not served",
	error: "not known whether it is guarded",
	unreachable: "does not answer",
	skipped: "not called, because it is on another host"
};
const signs = {
	guarded: "✅",
	open: "❌",
	missing: "❌",
	error: "⚠️",
	unreachable: "❌",
	skipped: "➖"
};
/** What came of a call to a receiver without a token, in few words: `refuses a call without a token, HTTP 401`. */
function probeWords({ outcome, http_status: status }) {
	return status === void 0 ? outcomes[outcome] : `${outcomes[outcome]}, HTTP ${status}`;
}
/** The same with a sign before it. */
function probeSign(probe) {
	return `${signs[probe.outcome]} ${probeWords(probe)}`;
}
/** A receiver as a line of a message. */
function receiverLine({ module, method, url, probe }) {
	const known = probe === void 0 || probe.outcome === "skipped" ? "" : `  (${probeWords(probe)})`;
	return `- ${module.padEnd(9)} ${method.padEnd(4)} ${url}${known}`;
}
// lib/core/report/onboarding-message.js
/** The message that asks the account team to register a partner that has no initial token yet: who applies, and with which platform. */
function onboardingMessage(run) {
	const roles = list([...new Set(run.ownParties.map(({ role }) => role))]);
	const to = run.profile.hub === void 0 ? "OCPI" : run.hub.title;
	const lines = [
		run.profile.hub === void 0 ? "Hello," : `Hello ${run.hub.title} team,`,
		"",
		`We would like to connect our platform to you${roles === "" ? "" : `, as ${roles}`}.`,
		"",
		...run.ownParties.map(applicantLine),
		...run.platformUrl === void 0 ? [] : [`Our OCPI URL:   ${run.platformUrl}`],
		`OCPI version:   ${run.hub.version}`,
		`Correlation id: ${run.correlationId}`,
		"",
		...preflightLines(run),
		...run.receivers.length === 0 ? [] : [
			"",
			"You can call us at:",
			...run.receivers.map(receiverLine)
		],
		"",
		"Please:",
		"- register us, and tell us our country code and party id,",
		`- send us an initial token, and your OCPI URL${run.receivers.length === 0 ? "." : ","}`,
		...run.receivers.length === 0 ? [] : ["- record the URLs above for our party."],
		"",
		"Thank you."
	];
	return {
		subject: `${to}: onboarding of a new partner${roles === "" ? "" : ` (${roles})`}`,
		text: lines.join("\n")
	};
}
/** Who applies: the company, its role, and the codes that it would like, if it named any. */
function applicantLine(party) {
	const { business_details: business, role, country_code: country, party_id: id } = party;
	const wished = [country, id].filter((part) => part !== "").join("*");
	return `- ${business?.name || "our company"}, ${role}${wished === "" ? "" : `; if you can, as ${wished}`}`;
}
/** What a preflight came to. */
function preflightLines(run) {
	const errors = bySeverity(run.findings).filter(({ severity, who }) => severity === "error" && who === "platform");
	const at = utcAndIst(run.finishedAt);
	const doubt = doubtIn(run);
	if (errors.length === 0) return doubt === void 0 ? [`- Our platform passed a preflight at ${at}.`] : [`- A preflight of our platform at ${at} found no error, and could not show everything: ${doubt.replaceAll("`", "")}`];
	return [`- A preflight of our platform at ${at} found what we still have to fix:`, ...errors.map(preflightLine)];
}
function preflightLine({ check, message }) {
	return `  ${check}: ${message[0].replaceAll("`", "")}`;
}
// lib/core/report/request-lines.js
/**
* The request that matters: the last that changes something, or else the one that failed and was the run's reason. Others
* that failed beside it, at the same moment, came in any order.
*/
function requestLines(run) {
	const toHub = run.requests.filter(({ peer, sent }) => peer === "hub" && sent);
	const changing = toHub.findLast(({ method }) => method !== "GET");
	const { reason } = run;
	const named = reason !== void 0 && "response" in reason.finding ? reason.finding.response.url : void 0;
	const failures = toHub.filter(isFailed);
	const failed = failures.findLast(({ url }) => url === named) ?? failures.at(-1);
	const request = changing !== void 0 && (isFailed(changing) || failed === void 0) ? changing : failed;
	if (request === void 0) return [];
	const answer = request.httpStatus === void 0 ? "no answer" : `HTTP ${request.httpStatus}, OCPI ${request.statusCode ?? "-"}`;
	return [
		`  ${request.method} ${request.url}: ${answer}`,
		`  ${utcAndIst(request.at)}`,
		`  X-Request-ID ${request.requestId}`,
		...request.statusMessage === void 0 ? [] : [`  Your answer: ${plainForeign(request.statusMessage)}`]
	];
}
/** The request of an earlier run, of which nothing is known but when. */
function interruptedLines(run) {
	const [interruptedAt] = run.findings.flatMap(({ finding }) => "interruptedAt" in finding ? [finding.interruptedAt] : []);
	if (interruptedAt === void 0) return void 0;
	return ["  POST by an earlier run, at about this time or before:", `  ${utcAndIst(interruptedAt)}`];
}
// lib/core/report/handover.js
/**
* The message to the hub's account team: who we are, which URLs the hub should call, what we ask for. Plain text, ready
* to send, without any token.
*/
function handover(run) {
	if (found(run, "onboarding-to-ask")) return onboardingMessage(run);
	const parties = run.ownParties.map(partyWithRole).join(", ") || "our party";
	const request = requestTo(run);
	const wishes = asks(request, run);
	const lines = [
		run.profile.hub === void 0 ? "Hello," : `Hello ${run.hub.title} team,`,
		"",
		opening(request, run, parties),
		"",
		...run.platformUrl === void 0 ? [] : [`Our OCPI URL:      ${run.platformUrl}`],
		...run.hub.url === "" ? [] : [`Your OCPI URL:     ${run.hub.url}`],
		`OCPI version:      ${run.hub.version}`,
		...run.registeredAt === void 0 ? [] : [`Registered at:     ${utcAndIst(run.registeredAt)}`],
		...run.parties.length === 0 || found(run, "status-not-shown") ? [] : [`Status at the hub: ${run.connectionStatus}`],
		`Correlation id:    ${run.correlationId}`,
		...run.receivers.length === 0 ? [] : [
			"",
			"You can call us at:",
			...run.receivers.map(receiverLine)
		],
		...run.routing.length === 0 ? [] : [
			"",
			"We expect to reach through you:",
			...run.routing.map(routingLine)
		],
		...wishes.length === 0 ? [] : [
			"",
			request === "reset" ? RESET : "Please:",
			...wishes
		],
		"",
		"Thank you."
	];
	return {
		subject: `${run.profile.hub === void 0 ? "OCPI" : run.hub.title}: ${parties}, ${subjectOf(request, run)}`,
		text: lines.join("\n")
	};
}
const RESET = "Could you please reset our registration and issue a new initial token? This was the request:";
function requestTo(run) {
	const asked = new Set(run.findings.map(({ ask }) => ask?.for));
	if (asked.has("reset")) return "reset";
	if (asked.has("access") || run.connectionStatus === "SUSPENDED") return "access";
	if (asked.has("end")) return "end";
	if (asked.has("choose")) return "choose";
	if (asked.has("validity")) return "validity";
	if (isRotated(run)) return "revoke";
	switch (run.result) {
		case "connected":
		case "unstored": return arranged(run);
		case "registered": return isSettled(run) ? arranged(run) : "activate";
		case "refused":
		case "unreachable": return "explain";
		case "in-doubt": return "prepare";
		case "done": return afterWork(run);
		case "not-ready":
		case "cancelled":
		case "invalid": return "prepare";
	}
}
/** After a run that left the registration as it was, or ended it. */
function afterWork(run) {
	const next = nextAfterDryRun(run);
	if (next !== void 0) return next === "verify" ? arranged(run) : "prepare";
	if (run.command === "unregister") return "ended";
	if (run.command !== "rehearse" || run.hub.encoding === void 0) return "prepare";
	return run.connectionStatus === "CONNECTED" || found(run, "status-not-shown") ? arranged(run) : "activate";
}
/** What is to be arranged with the account team of a registration that is as it should be. */
function arranged(run) {
	return hasRouting(run) || run.receivers.length > 0 ? "route" : "nothing";
}
/** Whether the account team enables routing: where the hub is known for it, or the user counts on it. */
function hasRouting({ profile, routing }) {
	return profile.routes || routing.length > 0;
}
/** A registration of which no more can be seen, and in which nothing is amiss. */
function isSettled(run) {
	return run.reason?.finding.code === "status-not-shown" && run.findings.every(({ severity }) => severity !== "error");
}
/** Whether the account team is to be asked for the routing of a registration that is new, and as it should be. */
function asksForRouting(run) {
	return (run.registeredAt !== void 0 || run.storedIn !== void 0) && requestTo(run) === "route" && run.result !== "unstored";
}
/** Why there is nothing to ask the account team for now: a message that is not needed is out of the reader's way. */
function notNeeded(run) {
	if (isAskedFor(run)) return void 0;
	const request = requestTo(run);
	if (run.isSandbox && (toRecord(run) !== void 0 || request === "route")) return "as the account team of a real hub would get it";
	if (run.command === "receivers" || found(run, "onboarding-to-ask")) return "send it when your platform is ready";
	if (request === "prepare" || run.result === "unstored" || found(run, "recovery-needs-initial-token")) return "not needed yet";
	if (request === "ended") return "for their records";
	return run.connectionStatus === "OFFLINE" && run.registeredAt === void 0 ? "only if your platform answers, and the party stays OFFLINE" : void 0;
}
/** What the account team is to record of a platform with which nothing is wrong; undefined where there is nothing for them. */
function toRecord(run) {
	const { command, findings, ownParties, receivers } = run;
	if (ownParties.length === 0 || findings.some(({ severity }) => severity === "error")) return void 0;
	if (found(run, "onboarding-to-ask")) return "platform";
	return command === "receivers" && receivers.length > 0 ? "receivers" : void 0;
}
/** Whether the run looked at a platform that the hub takes for OFFLINE, and found it well. */
function platformAnswers({ findings }) {
	return findings.some(({ finding }) => finding.code === "party-not-connected" && finding.platform?.is === "fine");
}
/** Whether it is to be sent now, or what to do speaks of it. A sandbox has no account team. */
function isAskedFor(run) {
	if (!run.isSandbox && (toRecord(run) !== void 0 || asksForRouting(run))) return true;
	return run.findings.filter((finding) => isToDo(finding) && finding.severity !== "info").some(({ fix = "" }) => speaksOfMessage(fix));
}
/** Whether the step summary shows the message: until CONNECTED, and after that when what to do speaks of it. */
function isInSummary(run) {
	if (isAskedFor(run)) return true;
	if (run.ownParties.length === 0 || !hasMessage(run)) return false;
	const request = requestTo(run);
	return !([
		"connected",
		"registered",
		"done"
	].includes(run.result) && (request === "route" || request === "nothing")) || asksForRouting(run);
}
/** Whether there is anything to tell the account team: a run whose inputs were wrong knows nothing that they could use, and a plan is none of their business. */
function hasMessage(run) {
	return run.result !== "invalid" && run.plan === void 0 || isAskedFor(run);
}
/** When to send the message, where that is not now. */
function sendOnlyIf(run) {
	const condition = run.findings.find(({ ask }) => ask?.onlyIf !== void 0)?.ask?.onlyIf;
	if (condition !== void 0) return `Send it only if ${condition}.`;
	if (found(run, "post-platform-unusable", "post-crashed-twice")) return "Send it only if your platform's log shows that it answered the hub well, or that the hub did not come, and another run ends the same way.";
	if (found(run, "post-refused")) return "Send it only if you find nothing to fix, or another run ends the same way.";
	if (run.result === "unreachable") return "Send it only if the hub's address is right and another run ends the same way.";
}
function whyReset(run, parties) {
	if (found(run, "confirm-in-doubt")) return `An update of the registration of ${parties} was interrupted, and the token that we have may not be valid any more.`;
	if (found(run, "post-unreadable", "confirm-unreadable")) return `You answered our request for ${parties} with HTTP success, but we find no token in your answer: did you register us?`;
	const doubtful = run.findings.find(({ finding }) => finding.code === "post-refusal-doubtful")?.finding;
	if (doubtful?.code === "post-refusal-doubtful") return doubtful.opens === "no" ? `You refused our request for ${parties}, and since then you do not accept our initial token any more.` : `You refused our request for ${parties}, and then gave us no usable answer: we do not know whether we are registered.`;
	return found(run, "post-already-registered") ? `You answer that ${parties} is registered already, but the token that you issued then is not known to us.` : `An exchange of credentials for ${parties} was interrupted, and the token that you may have issued did not reach us.`;
}
function opening(request, run, parties) {
	switch (request) {
		case "reset": return whyReset(run, parties);
		case "access": return run.connectionStatus === "SUSPENDED" ? `${parties} is registered with you, and you list it as SUSPENDED.` : found(run, "hub-token-limited") ? `You accept our token for ${parties} at your versions, but not at hubclientinfo.` : `We have a token of yours for ${parties}, and you do not accept it.`;
		case "choose": return `${parties} is registered with you. Your answer to our PUT held a new token that you do not accept, while the first one works.`;
		case "validity": return `We have a token of yours for ${parties}, and nothing shows us whether you take it: what we may read at your side opens to everyone.`;
		case "activate": return found(run, "party-other-role") || run.connectionStatus === "NOT_LISTED" ? `You accept our token, but you do not list ${parties}.` : `${parties} is registered with you.`;
		case "route":
		case "nothing": return `${parties} is registered with you.`;
		case "explain": return found(run, "update-refused") ? `${parties} is registered with you, and you refused our update.` : `We are connecting ${parties} to you, and a request of ours failed.`;
		case "revoke": return `We have given you a new token for calling ${parties}, at ${utcAndIst(run.finishedAt)}.`;
		case "end": return found(run, "still-registered", "end-unprovable") ? `You answered that the registration of ${parties} with you is ended, and your versions open to our token all the same.` : `We want to end the registration of ${parties} with you, and could not.`;
		case "ended": return `We have ended the registration of ${parties} with you.`;
		case "prepare": return run.command === "receivers" ? `You can call ${parties} at the URLs below. They take the place of any that we sent before.` : `We are preparing to connect ${parties} to you.`;
	}
}
function asks(request, run) {
	const pairs = missingPairs(run);
	const routed = pairs.length === 0 ? partners(run) : "these pairs, of which we see no location:";
	const arrange = [...run.receivers.length === 0 ? [] : ["record the URLs above for our party"], ...hasRouting(run) ? [[`enable the routing rules for ${routed}`, ...pairs].join("\n")] : []];
	switch (request) {
		case "reset": return interruptedLines(run) ?? requestLines(run);
		case "access": return accessQuestion(run);
		case "choose": return ["- tell us which of the two tokens is valid.", ...requestLines(run)];
		case "validity": return [
			...arrange.map((wish) => `- ${wish},`),
			...statusQuestion(run),
			"- tell us whether our token is valid,",
			"- have your endpoints refuse tokens that you did not issue."
		];
		case "route": return arrange.map((wish, index) => `- ${wish}${index === arrange.length - 1 ? "." : ","}`);
		case "nothing": return [];
		case "activate": return [...run.registeredAt === void 0 ? [] : arrange.map((wish) => `- ${wish},`), ...statusQuestion(run)];
		case "explain": return failureQuestion(run);
		case "revoke": return ["- revoke the token that you used before, 24 hours after that time.", ...statusQuestion(run)];
		case "end": return ["- end our registration and revoke our token.", ...requestLines(run)];
		case "ended": return [`- confirm that it is ended${hasRouting(run) ? ", and remove our routing rules" : ""}.`];
		case "prepare": return run.receivers.length === 0 ? ["- tell us when you are ready."] : ["- record the URLs above for our party."];
	}
}
/** Why a request failed that was to change something, or came before one. */
function failureQuestion(run) {
	if (run.findings.some(({ finding }) => finding.code === "update-refused" && finding.isKnown === true)) return ["- enter our URL and our parties by hand: you take no PUT of credentials.", ...requestLines(run)];
	const request = requestLines(run);
	if (found(run, "post-unauthorised")) return ["- tell us why you refused our initial token, and issue a new one if it is used up or revoked.", ...request];
	return request.length === 0 ? [`- tell us whether ${run.hub.url} is right and your service is up: our requests do not get there.`] : ["- look up this request, and tell us why it did not succeed.", ...request];
}
/** Why the token does not open what it should. */
function accessQuestion(run) {
	if (run.connectionStatus === "SUSPENDED") return ["- tell us why our party is suspended, and what we have to do."];
	const question = run.findings.some(({ finding }) => finding.code === "hub-token-limited" && finding.issued) ? "our party may read hubclientinfo" : "our party is suspended or our token revoked";
	return [
		...found(run, "hub-crashes-at-encoding") ? ["- find out why your hub breaks down at our token in one encoding, where it refuses it in the other,"] : [],
		`- tell us whether ${question}, and what we have to do.`,
		...requestLines(run)
	];
}
/** What keeps a registered party from being CONNECTED, as a question to those who can see it. */
function statusQuestion(run) {
	const other = run.findings.map(({ finding }) => finding).find((finding) => finding.code === "party-other-role");
	if (other !== void 0) return [`- tell us which role ${other.party} has: you list it as another one than ${other.role}.`];
	if (found(run, "token-unproven", "confirm-refused", "parties-unreadable", "parties-need-routing")) return ["- look up this request, and tell us why it did not succeed.", ...requestLines(run)];
	if (found(run, "parties-no-list", "parties-entry-unreadable", "parties-endless")) return ["- check your hubclientinfo: we cannot read its list of parties."];
	const shown = run.parties.filter(({ party }) => !isHidden(run, party));
	if (shown.length === 0 && run.parties.length > 0) return [];
	const status = connectionStatus(shown);
	switch (status) {
		case "CONNECTED": return [];
		case "OFFLINE": return [`- tell us what your health check of our platform gets: you list our party as OFFLINE${platformAnswers(run) ? ", and it answers our own check well" : ""}.`];
		case "NOT_LISTED": return ["- tell us under which codes and role we are registered: we do not find our party in hubclientinfo."];
		case "UNKNOWN": return ["- tell us the status of our party: we could not read it."];
		case "PLANNED":
		case "SUSPENDED": return [`- tell us what is missing until our party is CONNECTED (it is ${status}).`];
	}
}
/** Whether the hub need not show the party, and does not: there is nothing to ask about that. */
function isHidden(run, party) {
	const name = `${partyName(party)} (${party.role})`;
	return run.findings.some(({ finding }) => finding.code === "status-not-shown" && finding.parties.includes(name));
}
/** Who is to reach whom, of those of whom the hub shows nothing: one line a pair. */
function missingPairs({ findings }) {
	return findings.flatMap(({ finding }) => finding.code === "routing-rule-missing" ? finding.own.flatMap((own) => finding.partners.map((partner) => `  ${own} and ${partner}`)) : []);
}
function partners({ routing }) {
	return routing.length === 0 ? "our partners" : "these parties";
}
function routingLine(party) {
	return `- ${partyName(party)} (${party.role})`;
}
function subjectOf(request, run) {
	const receivers = run.receivers.length === 0 ? [] : ["receiver URLs"];
	const routing = hasRouting(run) ? ["routing"] : [];
	switch (request) {
		case "activate": return run.registeredAt === void 0 ? statusSubjects[run.connectionStatus] : [
			...receivers,
			...routing,
			statusSubjects.PLANNED
		].join(", ");
		case "route": return list([...receivers, ...routing]);
		default: return subjects[request];
	}
}
const statusSubjects = {
	PLANNED: "activation",
	OFFLINE: "why are we OFFLINE?",
	SUSPENDED: "why are we SUSPENDED?",
	NOT_LISTED: "you do not list us",
	UNKNOWN: "our status cannot be read",
	CONNECTED: "a check that did not succeed"
};
const subjects = {
	reset: "please reset our registration",
	choose: "two tokens",
	validity: "is our token valid?",
	access: "our token is not accepted",
	nothing: "registered",
	revoke: "please revoke our former token",
	explain: "a request that did not succeed",
	end: "please end our registration",
	ended: "registration ended",
	prepare: "onboarding"
};
// lib/core/report/headline.js
/** What says by itself how a registration is: beside it nothing is said of one at the hub that was meant. */
const saysAll = /* @__PURE__ */ new Set([
	"party-not-connected",
	"party-other-role",
	"hub-other-party",
	"token-unprovable"
]);
/** The run in one line: how it ended, and the first reason. */
function headline(run) {
	const assigned = run.ownParties.filter((party) => party.country_code !== "" && party.party_id !== "");
	const who = assigned.length === 0 ? "The platform" : assigned.map(partyWithRole).join(", ");
	const why = run.reason?.message[0] ?? "";
	switch (run.result) {
		case "connected": return `${who} is CONNECTED to ${run.hub.title}.${ofPartners(run)}`;
		case "registered": return run.reason !== void 0 && saysAll.has(run.reason.finding.code) ? why : `${who} is registered at ${run.hub.title}. ${why}`;
		case "done": return done(run, who);
		case "not-ready": return `Not ready: ${why} Nothing was changed.`;
		case "refused": return `Refused: ${why}`;
		case "unreachable": return `Unreachable: ${why} Nothing was changed.`;
		case "in-doubt": return `In doubt: ${why}`;
		case "unstored": return `Not stored: ${why}`;
		case "cancelled": return run.rehearsal.length > 0 ? "Cancelled: the rehearsal was stopped before its end, and the findings say what stays on the platform." : "Cancelled before anything was changed.";
		case "invalid": return `Invalid: ${why} Nothing was sent.`;
	}
}
/** How many of the partners need something. That of some nothing can be seen is no news. */
function ofPartners({ findings, partners }) {
	const open = findings.flatMap(({ finding, severity }) => severity === "warning" && (finding.code === "routing-rule-missing" || finding.code === "partners-not-connected") ? finding.partners : []);
	if (open.length === 0) return "";
	return ` For ${partners.length === 1 ? "its partner" : `${open.length} of its ${partners.length} partners`} something is left to do.`;
}
/** What a run did that has done its work and left the registration as it is, or ended it. */
function done(run, who) {
	const { command, findings, hub, receivers } = run;
	const next = nextAfterDryRun(run);
	if (next !== void 0) return `${next === "try" ? "Not certain" : "Ready"}: ${run.reason?.message[0]}`;
	const errors = bySeverity(findings).filter(({ severity }) => severity === "error");
	const first = errors[0]?.message[0] ?? "";
	const others = new Set(errors.map(({ message }) => message[0])).size - 1;
	const more = others > 0 ? ` And ${others} more.` : "";
	switch (command) {
		case "plan": return planned(run.plan);
		case "preflight": {
			if (errors.length > 0) return `Not ready for ${hub.title}: ${first}${more}`;
			const doubt = doubtIn(run);
			return doubt === void 0 ? `${who} is ready for ${hub.title}.` : `Not certain: ${doubt}`;
		}
		case "receivers": return errors.length > 0 ? `${first}${more}` : `${hub.title} calls ${who} at ${receivers.length} URLs.`;
		case "rehearse":
			if (errors.length > 0) return `${first}${more}`;
			return run.rehearsal.every(({ verdict }) => verdict !== "fails") && found(run, "rehearsal-no-consent") ? `${who} refuses calls without its token. The hub's own calls were not rehearsed.` : rehearsed(run, who);
		default: return `${who} is not registered at ${hub.title} any more.`;
	}
}
/** How many connections there are, and how many jobs of a matrix they become. */
function planned({ connections, jobs } = {
	connections: [],
	jobs: []
}) {
	const [count, of] = [connections.length, jobs.length];
	return `${count === 1 ? "One connection" : `${count} connections`} for a matrix of ${of === 1 ? "one job" : `${of} jobs`}.`;
}
/** What the go-live sheet came to, where nothing of it is in the way: a warning fails, too. */
function rehearsed(run, who) {
	const { steps } = goLiveSheet(run);
	const count = (wanted) => steps.filter(({ verdict }) => verdict === wanted).length;
	const fails = count("fails");
	const open = count("not tried");
	const lines = [
		`${count("works")} lines of the go-live sheet work`,
		...fails === 0 ? [] : [`${fails} ${fails === 1 ? "fails" : "fail"}`],
		...open === 0 ? [] : [`${open} ${open === 1 ? "is" : "are"} not tried yet`]
	];
	const first = steps.find(({ verdict }) => verdict === "fails");
	const which = first === void 0 ? "" : ` The first that fails is "${first.step}".`;
	return `The rehearsal of ${who} ${fails === 0 ? "went well" : "came to its end"}: ${list(lines)}.${which}`;
}
const cutOff = {
	OFFLINE: "🔌",
	SUSPENDED: "⛔"
};
/** A sign for each kind of result: shape first, colour second. Where nothing more can be seen, nothing is waited for. */
function resultSign(run) {
	const { result, reason, findings, connectionStatus } = run;
	switch (result) {
		case "connected": return "✅";
		case "done":
			if (findings.some(({ severity }) => severity === "error")) return "❌";
			if (run.rehearsal.some(({ verdict }) => verdict === "fails")) return "⚠️";
			return isUncertain(run) ? "❓" : "✅";
		case "registered":
			if (reason?.finding.code === "status-not-shown") return "✅";
			return cutOff[connectionStatus] ?? (isToWaitFor(reason) ? "⏳" : "❌");
		case "in-doubt": return "❓";
		case "cancelled": return "⏹️";
		case "not-ready":
		case "refused":
		case "unreachable":
		case "unstored":
		case "invalid": return "❌";
	}
}
/** Whether others end it: what is an error, and the reader's own to fix, does not go away. */
function isToWaitFor(reason) {
	return reason?.severity !== "error" || reason.who !== "platform" && reason.finding.code !== "hub-other-party";
}
/** Whether a run that did its work, and met no error, leaves it open whether all is well. */
function isUncertain(run) {
	if (nextAfterDryRun(run) === "try") return true;
	if (run.command === "preflight") return doubtIn(run) !== void 0;
	if (run.command === "receivers") return run.receivers.some(({ probe }) => probe?.outcome !== "guarded");
	return run.rehearsal.some(({ verdict }) => verdict === "fails") || found(run, "rehearsal-no-consent");
}
// lib/core/report/arrows.js
const vaultActs = {
	lock: "take the lock",
	keep: "store the hub token",
	unlock: "delete the lock"
};
const byTime = (a, b) => a.at.getTime() - b.at.getTime();
/**
* What happened in a run, in its order.
* @param begun requests that are on their way.
*/
function arrowsOf({ steps, requests }, begun = []) {
	const vaults = steps.flatMap(vaultArrow);
	const onTheirWay = begun.map((request) => {
		const { at, peer: to } = request;
		return {
			kind: "request",
			at,
			to,
			requests: [request],
			tests: testOf(request),
			outcome: "waiting",
			answers: []
		};
	});
	return [
		...requestsInRows(requests, vaults).map(rowArrow),
		...vaults,
		...onTheirWay
	].toSorted(byTime);
}
/**
* The requests, with those to one peer in a row together that ended alike. What hub and platform are asked at the same time is a
* row for each. What changes something at the hub stands alone, and ends every row.
*/
function requestsInRows(requests, vaults) {
	const rows = [];
	const open = /* @__PURE__ */ new Map();
	for (const happened of [...requests, ...vaults].toSorted(byTime)) {
		if (!("method" in happened)) {
			open.clear();
			continue;
		}
		const { peer, method } = happened;
		const isChange = peer === "hub" && method !== "GET";
		if (isChange) open.clear();
		const ending = endingOf(happened);
		const before = open.get(peer);
		if (before?.ending === ending) before.row.push(happened);
		else {
			const row = [happened];
			rows.push(row);
			if (!isChange) open.set(peer, {
				row,
				ending
			});
		}
	}
	return rows;
}
function endingOf(request) {
	if (request.httpStatus === void 0) return "without an answer";
	return isFailed(request) ? "badly" : "well";
}
function rowArrow(row) {
	const [request] = row;
	const outcome = request.httpStatus === void 0 ? "unanswered" : isFailed(request) ? "refused" : "answered";
	const answers = outcome === "unanswered" ? [] : [...new Set(row.map(answerTo$2))];
	const tests = row.length > 1 ? void 0 : testOf(request);
	return {
		kind: "request",
		at: request.at,
		to: request.peer,
		requests: row,
		tests,
		outcome,
		answers
	};
}
function answerTo$2({ httpStatus, statusCode }) {
	return `${httpStatus} / ${statusCode ?? "no OCPI answer"}`;
}
function testOf({ asks }) {
	return asks === "guard" ? "a made-up token" : asks === "entry" ? "no token" : void 0;
}
function vaultArrow({ id, startedAt, status }) {
	const act = vaultActs[id];
	return act === void 0 ? [] : [{
		kind: "vault",
		at: startedAt,
		act,
		failed: status === "failed"
	}];
}
// lib/core/report/sequence.js
const SMALL = "%%{init: {\"sequence\": {\"mirrorActors\": false, \"messageMargin\": 18, \"actorMargin\": 60, \"width\": 120, \"height\": 36, \"diagramMarginY\": 4, \"boxMargin\": 4, \"noteMargin\": 4}}}%%";
const ARROW_LIMIT = 60;
/** The run as a Mermaid sequence diagram, drawn to the arrow at which it failed. Who was not asked is not in it. */
function sequenceDiagram(run, { vaultTitle }) {
	const all = arrowsOf(run);
	const asked = new Set(all.map(idOf));
	const participants = [
		["V", vaultTitle],
		["H", mermaidText(run.hub.title)],
		["R", "This run"],
		["P", "Your platform"]
	];
	const lines = all.flatMap(linesOf$1);
	return [
		SMALL,
		"sequenceDiagram",
		...participants.flatMap(([id, title]) => id === "R" || asked.has(id) ? [`  participant ${id} as ${title}`] : []),
		...lines.slice(0, ARROW_LIMIT),
		...lines.length > ARROW_LIMIT ? [`  note over R: and ${lines.length - ARROW_LIMIT} more`] : []
	].join("\n");
}
function idOf(arrow) {
	if (arrow.kind === "vault") return "V";
	return arrow.to === "hub" ? "H" : "P";
}
function linesOf$1(arrow) {
	if (arrow.kind === "vault") return [`  R${arrow.failed ? "-x" : "->>"}V: ${arrow.act}`];
	const { requests, outcome, answers } = arrow;
	const [request] = requests;
	const peer = idOf(arrow);
	const what = `${request.method} ${mermaidText(URL.parse(request.url)?.pathname ?? "")}${restOf(arrow)}`;
	if (outcome === "unanswered" || outcome === "waiting") {
		const reason = mermaidText("error" in request && request.error || "") || "no answer";
		return [`  R-x${peer}: ${what}`, `  note over R,${peer}: ${reason}`];
	}
	const shown = answers.length > 2 ? [...answers.slice(0, 1), "others"] : answers;
	const back = outcome === "refused" ? "--x" : "-->>";
	return [`  R->>${peer}: ${what}`, `  ${peer}${back}R: ${shown.join(" and ")}`];
}
function restOf({ requests, tests }) {
	if (requests.length > 1) return ` and ${requests.length - 1} more`;
	return tests === void 0 ? "" : `, ${tests}`;
}
/**
* Text in a diagram: of what could end a line, begin an entity, a comment, a directive, a link or HTML, nothing is left.
* Diagrams are drawn from text without any way to quote it, so only what is harmless is let through.
*/
function mermaidText(text) {
	return plainLine(text).replace(/[^\w\-./*~ ]/g, "_").slice(0, 80);
}
// lib/core/report/sandbox-advice.js
/** What is worth saying after a run at a sandbox: what it has shown, and how to begin with a real hub. */
function sandboxAdvice(run, { realHub, sandboxDesk }) {
	if (isInSummary(run) && notNeeded(run) === void 0) return [{ fix: `This is a sandbox: you play the account team yourself, with ${sandboxDesk}.` }];
	const shown = shownBy(run);
	return shown === void 0 ? [] : [{
		...realHub,
		fix: `This was a sandbox. ${shown}. To begin with a real hub, ask its account team for an initial token, and ${realHub.fix}.`
	}];
}
/** What a run has shown that did its work; undefined of one that did not, and of one that is to be done again at once. */
function shownBy(run) {
	const { result, command, findings, registeredAt } = run;
	if (!findings.every(({ severity }) => severity !== "error") || nextAfterDryRun(run) !== void 0) return void 0;
	if (result === "connected" || result === "registered" && run.reason?.finding.code === "status-not-shown") {
		if (isRotated(run)) return "The hub took the new platform token, as a real one does";
		return registeredAt === void 0 ? "A real connection that works looks like this, too" : "A real exchange ends like this, too: the hub issued its token, once, and the run kept it";
	}
	return result === "done" ? shownByWork[command] : void 0;
}
const shownByWork = {
	preflight: "A platform that passes like this is ready to be registered",
	receivers: "A real hub calls you at such URLs, too",
	rehearse: "A real hub makes the same calls, and the go-live sheet below is what gets signed",
	unregister: "A real registration ends like this, too"
};
// lib/core/report/to-do.js
/** What is left to do after a run, beside what findings ask for. */
function deliveries(run, words) {
	const next = [...afterDryRun(run), ...afterRehearsal(run, words)].map(advice$1);
	if (run.isSandbox) return [...next, ...sandboxAdvice(run, words)];
	return [
		...isRotated(run) ? [advice$1(afterRotation(words))] : [],
		...deliveriesOfToken(run, words),
		...askForRecord(run, words).map(advice$1),
		...next,
		...askForSignatures(run, words).map(advice$1)
	];
}
function advice$1(fix) {
	return { fix };
}
/** A rehearsal that went well as far as it went: the calls that matter were not made yet. */
function afterRehearsal(run, words) {
	if (!isThrough(run)) return [];
	const withoutConsent = run.findings.find(({ finding }) => finding.code === "rehearsal-no-consent");
	if (withoutConsent?.fix !== void 0) return [withoutConsent.fix];
	return run.hub.encoding === void 0 ? [`Rehearse again with the hub token before the sheet is signed (${words.giveHubToken}): without it nothing was tried at ${run.hub.title}.`] : [];
}
/** A rehearsal in which nothing fails: the rest is for people. */
function askForSignatures(run, words) {
	return isThrough(run) && afterRehearsal(run, words).length === 0 && run.rehearsal.every(({ verdict }) => verdict !== "fails") ? ["Try the lines of the go-live sheet that are not tried yet: each says what it takes. Then have the sheet signed by those whom it names."] : [];
}
function isThrough({ command, result, rehearsal }) {
	return command === "rehearse" && result === "done" && rehearsal.some(({ verdict }) => verdict === "works");
}
/** A platform that is ready has yet to be registered, or its URLs to be recorded: who looks for what is next finds it here. */
function askForRecord(run, words) {
	const what = toRecord(run);
	if (what === void 0) return [];
	return [`${capitalised(sendMessage(words))}: it asks them to ${{
		platform: "register you and to send an initial token",
		receivers: "record the URLs at which the hub calls you"
	}[what]}.`];
}
/** A dry run that found nothing in the way: what it notes is what comes next. */
function afterDryRun(run) {
	if (nextAfterDryRun(run) === void 0) return [];
	const fixOf = (code) => run.findings.flatMap(({ finding, fix }) => finding.code === code && fix !== void 0 ? [fix] : []);
	return [...fixOf("rehearsal-token"), ...fixOf("dry-run-would")];
}
function afterRotation(words) {
	return `${capitalised(words.keepAfterRotation)} valid in your platform for 24 hours: calls that are under way may still present it. Then ${sendMessage(words)}: it asks them to revoke the old one.`;
}
function deliveriesOfToken(run, words) {
	const { result, storedIn, registeredAt, exposed } = run;
	if (result === "unstored" || result === "in-doubt" || found(run, "token-unproven", "token-untried", "hub-other-party") || storedIn === void 0 && registeredAt === void 0) return [];
	const routing = asksForRouting(run) ? [advice$1(`${capitalised(sendMessage(words))}: it asks them to enable the routing to your partners.`)] : [];
	return [words.deliver(exposed), ...routing];
}
/** What to do now, as lines of the log, in the words of a face. */
function adviceLines(run, words) {
	const findings = bySeverity(run.findings).filter((finding) => isToDo(finding) && finding.severity !== "info");
	const told = [...findings.map(({ who, fix = "", snippet }) => adviceText(whoWords[who], fix, snippet)), ...deliveries(run, words).map(({ fix, snippet }) => adviceText(whoWords.you, fix, snippet))];
	const distinct = [...new Set(told)].flatMap((text) => text.split("\n"));
	if (distinct.length === 0) return [];
	const hasPage = findings.some(({ check }) => checkPage(check) !== void 0);
	return [
		"What to do now:",
		...distinct,
		...hasPage ? [`What a number in brackets means: ${page("docs/checks.md")}`] : []
	];
}
/** One thing to do, as lines: who does it, what, and what there is to paste. */
function adviceText(who, fix, snippet) {
	const paste = snippet === void 0 ? [] : snippet.split("\n").map((line) => `    ${line}`);
	return [plainLine(`  ${who}: ${fix}`).replaceAll("`", ""), ...paste].join("\n");
}
/**
* The message for the account team as lines of the log, where no summary shows it although it is to be sent.
* @param hasSummary whether this run writes a summary.
*/
function messageLines(run, hasSummary = true) {
	if (hasSummary || !isInSummary(run) || notNeeded(run) !== void 0) return [];
	const { subject, text } = handover(run);
	return [
		"Message for the account team:",
		`  Subject: ${subject}`,
		...text.split("\n").map((line) => `  ${line}`)
	].map(plainLine);
}
/** Who has to act, as the reader of a fix sees it: a fix speaks to the reader, who may need others for it. */
const whoWords = {
	you: "you",
	platform: "you, at your platform",
	"account-team": "you, with the account team",
	hub: "you, with the account team"
};
// lib/core/report/markdown.js
/** The run as Markdown, in the words of a face: a step summary, a report to read. */
function markdownReport(run, words) {
	const isMessageAsked = notNeeded(run) === void 0;
	return [
		`## ${resultSign(run)} ${markdownSentence(headline(run))}`,
		about(run),
		whatToDoNow(run, words),
		...isMessageAsked ? [messageForAccountTeam(run)] : [],
		seriousFindings(run),
		goLivePage(run),
		environments(run),
		...run.command === "receivers" ? [section(calledAt(run), receivers(run))] : [],
		routing(run),
		forSupport(run),
		notes(run),
		folded("Parties", partyTable(run)),
		...run.command === "receivers" ? [] : [folded(calledAt(run), receivers(run))],
		folded("Steps", steps(run)),
		...isMessageAsked ? [] : [messageForAccountTeam(run)],
		endpoints(run),
		requests$1(run),
		sequence(run, words),
		footer$1(run)
	].filter((part) => part !== "").join("\n\n").concat("\n");
}
/**
* The parts of it that matter until all is well, in the order in which a reader needs them: what to do and who does it, what was
* found, the parties, the message for the account team, and what the hub's support asks for.
*/
function essentialParts(run, words) {
	return [
		whatToDoNow(run, words),
		seriousFindings(run),
		section("Parties", partyTable(run)),
		messageForAccountTeam(run),
		forSupport(run)
	].filter((part) => part !== "");
}
/** Which connection it is about: the hub, the parties, where the hub token is kept, and how long the run took. */
function about({ hub, ownParties, storedIn, startedAt, finishedAt, platform, platformUrl, plan }) {
	if (plan !== void 0) return "No hub and no platform was asked.";
	const served = {
		versions: "its list of versions",
		details: "its version details"
	};
	return [
		markdownText(hub.title) + (hub.url === "" ? "" : ` at ${markdownCode(hub.url)}`),
		...ownParties.map((party) => markdownText(partyWithRole(party))),
		...platform?.serves === void 0 || platformUrl === void 0 ? [] : [`your platform answers ${served[platform.serves]} at ${markdownCode(platformUrl)}`],
		...storedIn === void 0 ? [] : [`hub token in ${markdownText(storedIn)}`],
		`took ${duration(finishedAt.getTime() - startedAt.getTime())}`
	].join(" · ");
}
function whatToDoNow(run, words) {
	const findings = bySeverity(run.findings).filter((finding) => finding.severity !== "info" && isToDo(finding));
	const items = /* @__PURE__ */ new Map();
	const add = (who, advice, ...checks) => {
		const text = `**${whoWords[who]}**: ${fixText(advice)}`;
		const item = items.get(text) ?? {
			advice,
			checks: /* @__PURE__ */ new Set()
		};
		for (const check of checks) item.checks.add(check);
		items.set(text, item);
	};
	for (const finding of findings) add(finding.who, finding, finding.check);
	for (const advice of deliveries(run, words)) add("you", advice);
	if (items.size === 0) return run.result === "connected" ? "Nothing to do." : "";
	return section("What to do now", [...items].map(([text, { advice, checks }], index) => `${index + 1}. ${text}${numbers(checks)}${pasted(advice)}`));
}
/** The checks that have a number, as links: of the others there is no more to read. */
function numbers(checks) {
	const links = [...checks].filter((check) => checkPage(check) !== void 0).map(checkLink);
	return links.length === 0 ? "" : ` (${links.join(", ")})`;
}
/** The id of a check as a link to what explains it; as text where there is no more to read. */
function checkLink(check) {
	const link = checkPage(check);
	return link === void 0 ? check : `[${check}](${link})`;
}
function pasted({ snippet }) {
	return snippet === void 0 ? "" : `\n\n${indented(fenced(snippet, "yaml"))}\n`;
}
function fixText({ fix = "", link }) {
	return link === void 0 ? markdownSentence(fix) : fix.split(link).map(markdownSentence).join(`[${linkTitle(link)}](${link})`);
}
/**
* What is wrong stands open; what is merely worth knowing is a click away. What to do about it stands above, and of a finding that
* is all said in the headline nothing is left to say.
*/
function seriousFindings(run) {
	const said = headline(run);
	return section("Findings", findingTable(bySeverity(run.findings).filter((finding) => {
		const [first, ...rest] = finding.message;
		const isSaid = said.includes(first) && rest.length === 0 && (isToDo(finding) || finding.fix === void 0);
		return finding.severity !== "info" && !isSaid;
	}), (finding) => !isToDo(finding)));
}
function notes(run) {
	const infos = run.findings.filter(({ severity }) => severity === "info");
	return folded(`Notes (${infos.length})`, findingTable(infos, () => true));
}
const CHECK = "Check\xA0number";
const severitySigns = {
	error: "❌\xA0error",
	warning: "⚠️\xA0warning",
	info: "ℹ️\xA0note"
};
function findingTable(findings, showsFix) {
	const fixes = findings.map((finding) => showsFix(finding) ? fixText(finding) : "");
	const withFix = fixes.some((fix) => fix !== "");
	const rows = findings.map((finding, index) => {
		return `| ${[...[
			severitySigns[finding.severity],
			checkLink(finding.check),
			markdownSentence(finding.message.join(" "))
		], ...withFix ? [fixes[index]] : []].join(" | ")} |`;
	});
	return tableLines([
		"",
		CHECK,
		"What was found",
		...withFix ? ["What to do"] : []
	], rows);
}
function partyTable(run) {
	return tableLines([
		"Party",
		"Role",
		"Status at the hub",
		"Since"
	], run.parties.map(({ party, status, lastUpdated }) => `| ${markdownCode(partyName(party))} | ${markdownText(party.role)} | ${status} | ${since(lastUpdated)} |`));
}
function since(lastUpdated = "") {
	return markdownText(ocpiTime(lastUpdated));
}
function calledAt(run) {
	return `Where ${markdownText(run.hub.title)} calls you`;
}
/** Where the hub calls the platform, where that was tried. A list, since a URL with all its placeholders is wider than a table may be. */
function receivers(run) {
	return run.receivers.flatMap(({ module, role, method, url, probe }) => probe === void 0 ? [] : [`- ${markdownText(module)} (${markdownText(role)}): ${probeSign(probe)}. ${method} ${markdownCode(url)}`]);
}
/** How the environments are made that a plan counts on. */
function environments({ plan }) {
	return plan === void 0 ? "" : folded("The lines that make an environment for each connection", [fenced(environmentLines(plan).join("\n"), "sh")]);
}
/** Whom the partner expects to reach, and what an eMSP sees of it: where there is nothing to see, nothing is said. */
function routing(run) {
	const shown = (visible) => {
		if (visible === void 0) return "–";
		return visible.more ? `at least ${visible.locations}` : String(visible.locations);
	};
	return section("Routing", tableLines([
		"Partner",
		"Role",
		"Status at the hub",
		"Locations that we see",
		"Since"
	], run.partners.map(({ party, status, visible, lastUpdated }) => `| ${markdownCode(partyName(party))} | ${markdownText(party.role)} | ${status} | ${shown(visible)} | ${since(lastUpdated)} |`)));
}
function steps(run) {
	const signs = {
		passed: "✅ passed",
		warning: "⚠️ warning",
		failed: "❌ failed",
		skipped: "skipped"
	};
	return tableLines([
		"Step",
		"",
		"Time"
	], run.steps.map((step) => `| ${step.title} | ${signs[step.status]} | ${duration(step.durationMs)} |`));
}
function messageForAccountTeam(run) {
	if (!isInSummary(run)) return "";
	const { subject, text } = handover(run);
	const message = `Subject: ${markdownText(subject)}\n\n${fenced(text, "text")}`;
	const title = "Message for the account team";
	const why = notNeeded(run);
	if (why !== void 0) return folded(`${title} (${why})`, [message]);
	const condition = sendOnlyIf(run);
	return section(title, [...condition === void 0 ? [] : [`**${condition}**`, ""], message]);
}
function endpoints(run) {
	const rows = run.hub.endpoints.map((entry) => `| ${markdownCode(entry.identifier)} | ${markdownText(entry.role ?? "")} | ${markdownCode(entry.url)} |`);
	return folded(`Endpoints of the hub (${rows.length})`, tableLines([
		"Module",
		"Role",
		"URL"
	], rows));
}
function requests$1(run) {
	const rows = run.requests.map((request) => {
		const outcome = request.httpStatus === void 0 ? markdownText(request.error ?? "") : `${request.httpStatus}\u00a0/\u00a0${request.statusCode ?? "–"}`;
		return `| ${request.method} | ${markdownCode(request.url)}${tokenNote(request)} | ${outcome} | ${duration(request.durationMs).replaceAll(" ", "\xA0")} | ${markdownCode(request.requestId)} |`;
	});
	return folded(`Requests (${rows.length})`, tableLines([
		"",
		"URL",
		"HTTP / OCPI",
		"Time",
		"X-Request-ID"
	], rows));
}
function sequence(run, words) {
	if (run.requests.length === 0) return "";
	return folded("Sequence", [fenced(sequenceDiagram(run, words), "mermaid")]);
}
function forSupport(run) {
	const lines = supportLines(run);
	return lines.length === 0 ? "" : `### For the Hub's support\n\n${fenced(lines.join("\n"), "text")}`;
}
/** After a failure, what the hub's support needs to find the run in its logs; empty where there is nothing to look up. */
function supportLines(run) {
	const mattering = run.requests.filter(({ peer, sent }) => peer === "hub" && sent);
	if (passes(run) || mattering.length === 0 || run.result === "not-ready") return [];
	const failed = mattering.filter(isFailed);
	if (run.result === "done" && failed.length === 0) return [];
	const shown = [...mattering.filter((request) => request.method !== "GET" && !failed.includes(request)), ...failed].slice(-10);
	return [
		`Correlation id  ${run.correlationId}`,
		...shown.flatMap((request) => requestForSupport(request, run.hub.url)),
		`Party           ${run.ownParties.map((party) => `${partyName(party)} ${party.role}`).join(", ") || "unknown"}`,
		`Hub             ${run.hub.url}`
	];
}
function requestForSupport(request, hubUrl) {
	const { method, url, httpStatus, statusCode, requestId, at } = request;
	const path = hubUrl !== "" && url.startsWith(`${hubUrl}/`) ? url.slice(hubUrl.length) : url;
	const answer = httpStatus === void 0 ? "no answer" : `HTTP ${httpStatus}, OCPI ${statusCode ?? "-"}`;
	return [`X-Request-ID    ${requestId}  ${utcAndIst(at)}`, `                ${method} ${path}${tokenNote(request)}: ${answer}`];
}
function footer$1(run) {
	return `<sub>${markdownText(`${run.tool.name} ${run.tool.version}, ${run.command}, ${utcAndIst(run.startedAt)}`)}</sub>`;
}
function section(title, lines) {
	return lines.length === 0 ? "" : `### ${title}\n\n${lines.join("\n")}`;
}
function folded(title, lines) {
	return lines.length === 0 ? "" : `<details><summary>${title}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}
const ROW_LIMIT = 500;
/** A table; nothing where it would have no row. */
function tableLines(head, rows) {
	if (rows.length === 0) return [];
	const more = rows.length > ROW_LIMIT ? [`| … and ${rows.length - ROW_LIMIT} more |${" |".repeat(head.length - 1)}`] : [];
	return [
		`| ${head.join(" | ")} |`,
		`|${" --- |".repeat(head.length)}`,
		...rows.slice(0, ROW_LIMIT),
		...more
	];
}
function indented(text) {
	return text.split("\n").map((line) => `   ${line}`).join("\n");
}
// lib/core/report/pointing-below.js
/** The run with advice that finds the message for the account team below, where the text that shows this advice has it. */
function pointingBelow(run, { findMessage }) {
	if (!isInSummary(run)) return run;
	const findings = run.findings.map((finding) => finding.fix === void 0 ? finding : {
		...finding,
		fix: finding.fix.replaceAll(findMessage, "below")
	});
	return {
		...run,
		findings
	};
}
// lib/action/clock.js
/** The machine's own clock. */
const clock = {
	now: () => /* @__PURE__ */ new Date(),
	async sleep(ms, signal) {
		await setTimeout$1(ms, void 0, { signal }).catch(() => void 0);
	}
};
// lib/core/peer/transport.js
const beforeSending = /* @__PURE__ */ new Set([
	"ECONNREFUSED",
	"ENOTFOUND",
	"EAI_AGAIN",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"EADDRNOTAVAIL",
	"UND_ERR_CONNECT_TIMEOUT"
]);
/**
* A request as any `fetch` takes it; redirects are not followed. What changes something goes out as a stream: a fetch sends
* a text by itself once more after HTTP 421, and throws away what the first answer said (Fetch, HTTP-network-or-cache
* fetch), but a stream it cannot.
*/
function fetchOptions({ method, headers, body, unsafe, signal }) {
	const common = {
		method,
		redirect: "manual",
		signal
	};
	if (!unsafe) return {
		...common,
		headers: { ...headers }
	};
	const bytes = new TextEncoder().encode(body ?? "");
	const own = {
		"content-length": String(bytes.length),
		"accept-encoding": "identity"
	};
	return {
		...common,
		headers: {
			...headers,
			...own
		},
		body: new Blob([bytes]).stream(),
		duplex: "half"
	};
}
/** A proxy did not let us through to the peer. Then there was no way to the peer at all, so nothing left for it. */
function refusedByProxy(status, cause) {
	return new TransportFailure(`PROXY_${status}`, true, { cause });
}
/** What a `fetch` threw, whichever fetch it was, with its code and whether the request certainly did not leave. */
function transportFailure(error) {
	const cause = error instanceof Error && error.cause !== void 0 ? error.cause : error;
	const first = cause instanceof AggregateError ? cause.errors[0] : cause;
	const code = first instanceof Error && "code" in first ? openSslCode(first) : "";
	if (code === "") return new TransportFailure("NETWORK", false, { cause: error });
	return new TransportFailure(code, isOfTls(code) && !isOfTlsTraffic(code) || beforeSending.has(code), { cause: error });
}
/**
* The code of an error; where a request was waiting for the handshake that failed, Node gives that of the write, and OpenSSL's own
* reason only in the message: `error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:`.
*/
function openSslCode({ code, message }) {
	const reason = code === "EPROTO" ? /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] : void 0;
	return reason === void 0 ? String(code ?? "") : `ERR_SSL_${reason.toUpperCase().replaceAll(" ", "_")}`;
}
// lib/action/connection-limits.js
/** How long a connection may take, TLS and a proxy included. */
const CONNECT_TIMEOUT_MS = 1e4;
/** Gateways may add much, and none of it may cost the answer. */
const MAX_HEADER_BYTES = 65536;
// lib/action/node-http.js
/**
* Node's own HTTP for a URL's protocol. It is asked for in this way because an `import` of `node:http` reads everything that it
* exports, and with that loads Node's whole `fetch`; and TLS is loaded only where it is spoken. Either takes a run longer than all
* its requests to a hub nearby.
*/
function httpFor({ protocol }) {
	return process.getBuiltinModule(protocol === "https:" ? "node:https" : "node:http");
}
// lib/action/verified-tls.js
/** Whatever the environment says, a certificate is verified: NODE_TLS_REJECT_UNAUTHORIZED has no say here. */
const VERIFIED = { rejectUnauthorized: true };
/** By which Node, and every library on it, goes without verification. */
const SWITCH = "NODE_TLS_REJECT_UNAUTHORIZED";
/**
* Takes the switch out of the environment by which certificates would not be verified, for every connection of this process:
* to the hub, the platform, a proxy and GitHub. Node looks at it whenever a connection begins.
* @returns whether verification was switched off.
*/
function insistOnCertificates(env) {
	const wasOff = env[SWITCH] === "0";
	delete env[SWITCH];
	return wasOff;
}
// lib/action/proxy.js
const defaultPorts = {
	"http:": "80",
	"https:": "443"
};
/** The port of a URL, also where it is the one of its scheme. */
function portOf({ protocol, port }) {
	return port || (defaultPorts[protocol] ?? "");
}
/** The proxies that the environment names, each as a URL: one without a scheme is an HTTP proxy, as for curl. */
function proxiesIn(env) {
	const ofHttp = env["http_proxy"] ?? env["HTTP_PROXY"];
	const ofHttps = env["https_proxy"] ?? env["HTTPS_PROXY"];
	return {
		...ofHttp ? { httpProxy: withScheme(ofHttp) } : {},
		...ofHttps ? { httpsProxy: withScheme(ofHttps) } : {}
	};
}
function withScheme(proxy) {
	return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}
/**
* The proxy for a URL; none for what is on this machine, which to a proxy is another one. Otherwise chosen as undici's
* EnvHttpProxyAgent chooses it for the GETs, because what changes something at the hub has to leave by the same door.
*/
function proxyFor(target, env) {
	if (isLoopback(target)) return void 0;
	const url = parsedUrl(target) ?? new URL(target);
	const { httpProxy, httpsProxy = httpProxy } = proxiesIn(env);
	const proxy = url.protocol === "https:" ? httpsProxy : httpProxy;
	const excluded = env["no_proxy"] ?? env["NO_PROXY"] ?? "";
	if (proxy === void 0 || excluded === "*") return void 0;
	return excluded.split(/[,\s]/).some((entry) => {
		const [, name = entry, port] = /^(.+):(\d+)$/.exec(entry) ?? [];
		const host = name.replace(/^\*?\./, "").toLowerCase();
		return host !== "" && (url.hostname === host || url.hostname.endsWith(`.${host}`)) && (port === void 0 || Number(port) === Number(portOf(url)));
	}) ? void 0 : proxy;
}
/**
* A connection through an HTTP proxy to a URL's host, by CONNECT (RFC 9110, 9.3.6).
* @throws what Node says of the way to the proxy, or TransportFailure when the proxy refuses. Nothing left for the host then.
*/
async function tunnel(through, target, signal) {
	const proxy = new URL(through);
	const host = `${target.hostname}:${portOf(target)}`;
	const login = [proxy.username, proxy.password].map(decodeURIComponent).join(":");
	const headers = {
		host,
		...login === ":" ? {} : { "proxy-authorization": `Basic ${Buffer.from(login, "utf8").toString("base64")}` }
	};
	const asking = httpFor(proxy).request(proxy.origin, {
		...VERIFIED,
		method: "CONNECT",
		path: host,
		headers,
		agent: false,
		signal
	});
	asking.end();
	const [response, socket] = await once(asking, "connect");
	if (response.statusCode !== 200) {
		socket.destroy();
		throw refusedByProxy(response.statusCode ?? 0, void 0);
	}
	return socket;
}
// lib/action/own-connection.js
/**
* Opens a connection to a URL's host for one request alone: through the proxy if there is one, TLS done.
* @throws TransportFailure when there is none; then nothing was sent.
*/
async function ownConnection(target, opening) {
	const { signal, withinMs = CONNECT_TIMEOUT_MS } = opening;
	const tooSlow = AbortSignal.timeout(withinMs);
	const ended = AbortSignal.any([tooSlow, signal]);
	const proxy = proxyFor(target.href, process.env);
	try {
		return await connected(target, proxy === void 0 ? void 0 : await tunnel(proxy, target, ended), ended, opening);
	} catch (error) {
		if (error instanceof TransportFailure) throw error;
		throw new TransportFailure(tooSlow.aborted ? "UND_ERR_CONNECT_TIMEOUT" : transportFailure(error).code, true, { cause: error });
	}
}
/** A tunnel is where TLS begins, if the URL asks for it. */
async function connected(target, through, ended, { session, onSession }) {
	const host = target.hostname.replace(/^\[|\]$/g, "");
	const isSecure = target.protocol === "https:";
	if (through !== void 0 && !isSecure) return quiet(through);
	const way = through === void 0 ? {
		host,
		port: Number(portOf(target))
	} : {
		socket: through,
		host
	};
	const servername = isIP(host) ? {} : { servername: host };
	const options = {
		...VERIFIED,
		...way,
		...servername,
		session,
		ALPNProtocols: ["http/1.1"]
	};
	const socket = isSecure ? process.getBuiltinModule("node:tls").connect(options) : connect({
		host,
		port: Number(portOf(target))
	});
	if (onSession !== void 0) socket.on("session", onSession);
	try {
		await once(socket, isSecure ? "secureConnect" : "connect", { signal: ended });
		return quiet(socket.setNoDelay(true));
	} catch (error) {
		quiet(socket).destroy();
		throw error;
	}
}
/** What goes wrong before a request is written shows when it is to be: nothing else waits for it. */
function quiet(socket) {
	return socket.on("error", () => void 0);
}
// lib/action/answer-headers.js
/**
* The headers of an answer, from their values by names in lower case, as Node's HTTP and undici read them. What came more than
* once is one value, with commas (RFC 9110, 5.3).
*/
function answerHeaders(values) {
	const valueOf = (name) => values[name.toLowerCase()];
	return {
		get: (name) => {
			const value = valueOf(name);
			return typeof value === "string" ? value : value?.join(", ") ?? null;
		},
		has: (name) => valueOf(name) !== void 0
	};
}
// lib/action/unpack.js
/** The packings that are asked for in answers to GETs (RFC 9110, 12.5.3). */
const PACKINGS = "gzip, deflate, br";
/** How what is packed is unpacked, by its name. Node's library for it is loaded by the first answer that is packed. */
function unpackerOf(name) {
	if (![
		"gzip",
		"x-gzip",
		"deflate",
		"br",
		"zstd"
	].includes(name)) return void 0;
	const zlib = process.getBuiltinModule("node:zlib");
	const { Z_SYNC_FLUSH: flush, BROTLI_OPERATION_FLUSH: brotliFlush } = zlib.constants;
	const asFarAsItGoes = {
		flush,
		finishFlush: flush
	};
	switch (name) {
		case "deflate": return (first) => first % 16 === 8 ? zlib.createInflate(asFarAsItGoes) : zlib.createInflateRaw(asFarAsItGoes);
		case "br": return () => zlib.createBrotliDecompress({
			flush: brotliFlush,
			finishFlush: brotliFlush
		});
		case "zstd": return () => zlib.createZstdDecompress();
		default: return () => zlib.createGunzip(asFarAsItGoes);
	}
}
const MOST_LAYERS = 5;
/**
* A body without its packing (RFC 9110, 8.4), however often it was packed. One that only says that it is packed, or is in a
* way that is not known, comes as it is.
* @throws where the body, or what is packed in it, breaks off; what could be unpacked until then has come before.
*/
async function* unpacked(body, encoding) {
	const names = (encoding ?? "").toLowerCase().split(",");
	if (names.length > MOST_LAYERS) return yield* body;
	yield* names.reduceRight((packed, name) => {
		const unpacker = unpackerOf(name.trim());
		return unpacker === void 0 ? packed : unpackedOnce(packed, unpacker);
	}, body);
}
async function* unpackedOnce(body, unpacker) {
	const chunks = [];
	let failure;
	let size = 0;
	try {
		for await (const chunk of body) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > 5e6) break;
		}
	} catch (error) {
		failure = error;
	}
	const packed = Buffer.concat(chunks);
	let isPacked = false;
	try {
		if (/^\s*[{[]\s*["{}[\]]/.test(packed.toString("latin1", 0, 100))) throw new SyntaxError("not packed");
		const pieces = [packed.subarray(0, -8), packed.subarray(-8)];
		for await (const chunk of Readable.from(pieces).pipe(unpacker(packed[0] ?? 0))) {
			isPacked = true;
			yield chunk;
		}
	} catch (error) {
		if (isPacked) failure ??= error;
		else yield packed;
	}
	if (failure !== void 0) throw failure;
}
// lib/action/unsafe-request.js
/**
* Sends what changes something at the hub, on a connection of its own, through the proxy if there is one. The answer may
* hold the one token that the hub issues, so everything that came is given to who reads it: what is careless HTTP as far as
* it can be read, and what is none as it came. A `fetch` throws such answers away, and so does undici, which does so even
* with a `100 Continue` that was not asked for (RFC 9110, 15.2: every client has to read it).
* @param withinMs how long a connection may take.
* @throws TransportFailure when there was no answer at all. What failed before there was a connection did not leave.
*/
async function sendOnce(request, withinMs) {
	const target = new URL(request.url);
	if (!isHttpProxied(target)) return (await import("./proxied-fetch.js")).fetchOnce(request);
	const { signal } = request;
	return sendOver(await ownConnection(target, {
		signal,
		...withinMs === void 0 ? {} : { withinMs }
	}), request);
}
/** Whether a URL is reached directly or by an HTTP proxy: only undici speaks SOCKS. */
function isHttpProxied({ href }) {
	return /^https?:/.test(proxyFor(href, process.env) ?? "http:");
}
/**
* The same, on this connection, which is open. The request's first byte is written in this turn of the event loop.
* @throws TransportFailure when there was no answer at all.
*/
async function sendOver(socket, request) {
	const received = new Received();
	socket.on("data", (chunk) => received.add(chunk));
	return new Promise((resolve, reject) => {
		const fail = (error) => {
			received.failure ??= error;
			const unparsed = received.unparsed();
			if (unparsed !== void 0) resolve(unparsed);
			else reject(new TransportFailure(transportFailure(error).code, false, { cause: error }));
		};
		outgoingOver(socket, request).once("response", (incoming) => resolve(responseOf$1(incoming, received))).once("upgrade", (_incoming, upgraded) => {
			fail(new TransportFailure("HPE_UPGRADE", false));
			upgraded.destroy();
		}).on("error", fail).once("close", () => fail(new TransportFailure("ECONNRESET", false))).end(Buffer.from(request.body ?? "", "utf8"));
	});
}
function outgoingOver(socket, { url, method, headers, body = "", signal }) {
	const target = new URL(url);
	return httpFor(target).request(target, {
		method,
		headers: {
			...headers,
			"content-length": Buffer.byteLength(body),
			"accept-encoding": "identity"
		},
		createConnection: () => socket,
		maxHeaderSize: MAX_HEADER_BYTES,
		insecureHTTPParser: true,
		signal
	});
}
/** What came over the connection, as it came, for when the parser makes nothing of it. */
var Received = class {
	failure;
	#chunks = [];
	#size = 0;
	/** Takes as much as is read of any answer. */
	add(chunk) {
		if (this.#size < 5e6) this.#chunks.push(chunk);
		this.#size += chunk.length;
	}
	/** The parser gave up. */
	get isUnreadable() {
		return this.failure !== void 0 && "code" in this.failure && String(this.failure.code).startsWith("HPE_");
	}
	/** The final answer's status, and everything behind its head, framing included. Undefined where only its head can have begun. */
	get remains() {
		const all = Buffer.concat(this.#chunks);
		const text = all.toString("latin1");
		const head = /^HTTP\/\d(?:\.\d)? ([2-5]\d\d)\b/m.exec(text);
		if (head === null) return text.includes("\"token\"") && !text.startsWith("HTTP/") ? {
			status: 200,
			body: all
		} : void 0;
		const [end] = /\r?\n\r?\n/.exec(text.slice(head.index)) ?? [];
		const from = end === void 0 ? head.index : text.indexOf(end, head.index) + end.length;
		return {
			status: Number(head[1]),
			body: all.subarray(from)
		};
	}
	/** An answer of which the parser could not even read the head. */
	unparsed() {
		const remains = this.isUnreadable ? this.remains : void 0;
		if (remains === void 0) return void 0;
		return {
			status: remains.status,
			headers: answerHeaders({}),
			body: broken([remains.body], this.failure)
		};
	}
};
function responseOf$1(incoming, received) {
	return {
		status: incoming.statusCode ?? 0,
		headers: answerHeaders(incoming.headersDistinct),
		body: bodyOf$2(incoming, received)
	};
}
const SEPARATOR = Buffer.of(0);
/**
* The body, and what came although there should be nothing, behind the announced length or with a status that has no body,
* where that may hold a token. After an error of the parser all of it comes once more, as it came: a token may be where the
* parser stopped.
*/
async function* bodyOf$2(incoming, received) {
	const { "content-encoding": packing, "transfer-encoding": framing } = incoming.headers;
	let given = 0;
	try {
		for await (const chunk of unpacked(incoming, packing)) {
			given += chunk.length;
			yield chunk;
		}
	} catch (error) {
		const rest = received.isUnreadable ? received.remains?.body : void 0;
		if (rest !== void 0) yield* [SEPARATOR, rest];
		throw error;
	}
	if ((packing ?? "identity") !== "identity" || framing !== void 0) return;
	const whole = received.remains?.body;
	if (whole?.includes("\"token\"")) yield whole.subarray(given);
}
/** A body that ends in a failure: what comes before it is not all there was. */
async function* broken(chunks, failure) {
	yield* chunks;
	throw failure;
}
// lib/action/early-connections.js
const FRESH_MS = 3e3;
/**
* Connections for what changes something at the hub, opened while the answer before it is awaited: its handshakes take as long as
* two answers. Each carries one request, as one that is opened for it would.
*/
var EarlyConnections = class {
	#waiting = /* @__PURE__ */ new Map();
	#sessions = /* @__PURE__ */ new Map();
	#ended = new AbortController();
	/** Opens a connection to this URL's host, unless there is a fresh one. */
	connectAhead = (url) => {
		const target = new URL(url);
		if (!isHttpProxied(target)) return;
		const { origin } = target;
		const waiting = this.#waiting.get(origin);
		if (waiting !== void 0 && isFresh(waiting)) return;
		if (waiting !== void 0) drop(waiting);
		const socket = ownConnection(target, {
			signal: this.#ended.signal,
			session: this.#sessions.get(origin),
			onSession: (session) => this.#sessions.set(origin, session)
		});
		this.#waiting.set(origin, {
			openedAt: performance.now(),
			socket: socket.catch(() => void 0)
		});
	};
	/** As `sendOnce`, on the connection that was opened for it, where there is one that can be relied on. */
	sendOnce = async (request) => {
		const { origin } = new URL(request.url);
		const early = this.#waiting.get(origin);
		this.#waiting.delete(origin);
		const socket = await early?.socket;
		if (early !== void 0 && socket !== void 0 && isFresh(early) && isUntouched(socket)) return sendOver(socket, request);
		socket?.destroy();
		return sendOnce(request);
	};
	/** Closes what was not used. */
	close() {
		this.#ended.abort();
		for (const early of this.#waiting.values()) drop(early);
		this.#waiting.clear();
	}
};
function isFresh({ openedAt }) {
	return performance.now() - openedAt < FRESH_MS;
}
/** The connection is open, and nothing has come over it: what comes before a request is no answer, but an end. */
function isUntouched(socket) {
	return socket.readable && socket.writable && !socket.destroyed && !socket.readableEnded && socket.readableLength === 0;
}
async function drop({ socket }) {
	(await socket)?.destroy();
}
// lib/action/runner-context.js
/** What the runner's environment says about this step. */
async function readRunnerContext(env, configPath) {
	const workspace = workspaceOf(env);
	return {
		config: await readConfig(resolve(workspace, configPath), configPath),
		workspace,
		workspaceEmpty: isEmpty(workspace),
		event: env["GITHUB_EVENT_NAME"] ?? "",
		fromFork: isFromFork(env),
		repository: readRepository(env)
	};
}
/** The folder in which the repository is checked out; where there is no runner, the one that the program was started in. */
function workspaceOf(env) {
	return env["GITHUB_WORKSPACE"] || process.cwd();
}
/** The repository whose workflow this is, as the runner says it. */
function readRepository(env) {
	const [owner, repo, ...rest] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
	return owner && repo && rest.length === 0 ? {
		owner,
		repo
	} : { malformed: env["GITHUB_REPOSITORY"] ?? "" };
}
/** A link to this run, where there is one. */
function runUrl(env) {
	const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
	return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : void 0;
}
/** Whether nothing was checked out there: one that is not there, or no folder, is empty, too. */
function isEmpty(workspace) {
	try {
		return readdirSync(workspace).length === 0;
	} catch {
		return true;
	}
}
/** @param path how the findings name the file. */
async function readConfig(file, path) {
	const text = textOf(file);
	return text === void 0 ? void 0 : (await import("./config-file.js")).parseConfig(text, path);
}
function textOf(file) {
	try {
		return readFileSync$1(file, "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error) return void 0;
		throw error;
	}
}
function isFromFork(env) {
	if (env["GITHUB_ACTOR"] === "dependabot[bot]") return true;
	const path = env["GITHUB_EVENT_PATH"];
	if (!path || !existsSync$1(path)) return false;
	try {
		return JSON.parse(readFileSync$1(path, "utf8")).pull_request?.head?.repo?.fork === true;
	} catch {
		return false;
	}
}
// lib/action/given-samples.js
/** Reads the sample files that were given, where they are checked. What reads and checks them is loaded with the first. */
async function givenSamples({ command, samples }) {
	if (command !== "preflight" || samples.length === 0) return {
		files: [],
		findings: []
	};
	return (await import("./sample-files.js")).readSampleFiles(samples, workspaceOf(process.env));
}
// lib/action/host-view.js
const CERTIFICATE_MS = 5e3;
/** How the runner sees a host. Where a proxy leads out of the network, only the proxy knows addresses. */
const hostView = {
	async addresses(host) {
		const name = host.replace(/^\[|\]$/g, "");
		if (proxyFor(`https://${host}`, process.env) !== void 0) return void 0;
		try {
			return (await process.getBuiltinModule("node:dns/promises").lookup(name, { all: true })).map(({ address }) => address);
		} catch {
			return;
		}
	},
	async certificateEnd(origin, signal) {
		const url = new URL(origin);
		if (url.protocol !== "https:") return void 0;
		try {
			return await endOf(url, AbortSignal.any([signal, AbortSignal.timeout(CERTIFICATE_MS)]));
		} catch {
			return;
		}
	}
};
async function endOf(url, signal) {
	const proxy = proxyFor(url.href, process.env);
	if (proxy !== void 0 && !/^https?:/.test(proxy)) return void 0;
	const host = url.hostname.replace(/^\[|\]$/g, "");
	const way = proxy === void 0 ? { port: Number(url.port || 443) } : { socket: await tunnel(proxy, url, signal) };
	const socket = process.getBuiltinModule("node:tls").connect({
		...VERIFIED,
		...way,
		host,
		...isIP(host) ? {} : { servername: host }
	});
	try {
		await once(socket, "secureConnect", { signal });
		const end = new Date(socket.getPeerCertificate().valid_to);
		return Number.isNaN(end.getTime()) ? void 0 : end;
	} finally {
		socket.destroy();
	}
}
// lib/action/outputs-file.js
/**
* Whether outputs have nowhere to go: found before anything is sent, because the token that a hub issues once may be one of them.
* @param exposed whether the hub token is to be an output. Without GITHUB_OUTPUT it would be printed.
*/
function checkOutputsFile({ GITHUB_OUTPUT: path = "" }, exposed) {
	if (path === "") return exposed ? [{
		code: "outputs-nowhere",
		path,
		why: "unset"
	}] : [];
	if (!existsSync$1(path)) return [{
		code: "outputs-nowhere",
		path,
		why: "missing"
	}];
	return statSync(path).isDirectory() ? [{
		code: "outputs-nowhere",
		path,
		why: "folder"
	}] : [];
}
// lib/core/onboarding/no-vault.js
/**
* The vault of `store: none`: it keeps nothing, so nothing is found in it and nothing is in its way. The token goes to
* the next step, and its capsule is an output in any case.
*/
var NoVault = class {
	place = "no vault";
	lockPlace = "";
	isPersistent = false;
	passing = "hub-token: # from where you keep it";
	grant = {
		where: "",
		permission: "",
		link: "",
		yaml: ""
	};
	async look() {
		return { ok: {
			secret: "absent",
			lock: "absent"
		} };
	}
	async takeLock() {
		return { ok: "taken" };
	}
	async removeAbandonedLock() {
		return { ok: "removed" };
	}
	async store() {
		return { ok: "stored" };
	}
	async forget() {
		return { ok: "forgotten" };
	}
	async releaseLock() {
		return { ok: "released" };
	}
};
// lib/github/secret-scope.js
/** Where a secret is, so exactly that no other one is called the same. GitHub takes names of repositories in any case. */
function secretLocation({ words, where }, name) {
	return `${words} ${name} of ${where.toLowerCase()}`;
}
/** The secrets of a repository, which every one of its workflows reads when it is queued. */
function repositoryScope(owner, repo, serverUrl) {
	return {
		words: "repository secret",
		of: "",
		where: `repository ${owner}/${repo}`,
		routes: {
			publicKey: "/repos/{owner}/{repo}/actions/secrets/public-key",
			secret: "/repos/{owner}/{repo}/actions/secrets/{secret_name}"
		},
		parameters: {
			owner,
			repo
		},
		jobLines: [],
		permission: "Secrets: write (repository)",
		link: tokenForm(serverUrl, owner, "secrets")
	};
}
/** The secrets of an environment, which a job reads when it starts, if it names the environment. */
function environmentScope(owner, repo, environment, serverUrl) {
	return {
		words: "environment secret",
		of: ` of ${environment}`,
		where: `environment ${environment} of the repository ${owner}/${repo}`,
		routes: {
			publicKey: "/repos/{owner}/{repo}/environments/{environment_name}/secrets/public-key",
			secret: "/repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"
		},
		parameters: {
			owner,
			repo,
			environment_name: environment
		},
		jobLines: [`environment: { name: ${JSON.stringify(environment)}, deployment: false } # on the job`],
		permission: "Environments: write (repository)",
		link: tokenForm(serverUrl, owner, "environments")
	};
}
function tokenForm(serverUrl, owner, permission) {
	return `${serverUrl}/settings/personal-access-tokens/new?${`name=OCPI+onboarding&target_name=${encodeURIComponent(owner)}&expires_in=7&${permission}=write`}`;
}
// lib/github/request.js
const TIMEOUT_MS = 15e3;
/** Sends a request once, and waits for at most 15 seconds. Never throws. */
async function send(request, route, parameters, cancelled) {
	const timeout = AbortSignal.timeout(TIMEOUT_MS);
	const signal = cancelled === void 0 ? timeout : AbortSignal.any([timeout, cancelled]);
	try {
		return { answer: await request(route, {
			...parameters,
			request: { signal }
		}) };
	} catch (error) {
		const answer = answerOf(error);
		if (answer !== void 0) return { answer };
		if (timeout.aborted) return { failure: {
			kind: "unavailable",
			detail: "no answer within 15 seconds"
		} };
		return { failure: {
			kind: "unavailable",
			detail: error instanceof Error ? causeOf(error) : ""
		} };
	}
}
const RETRIES$1 = 3;
const WAIT_LIMIT_MS = 6e4;
/** Repeats what may succeed the next time: no answer, 5xx, rate limits. Never throws. */
async function repeated(clock, attempt, cancelled) {
	for (let count = 0;; count += 1) {
		const requested = await attempt();
		if (!await isToRepeat(clock, requested, count, cancelled)) return requested;
	}
}
/**
* Whether to try again after this outcome; waits before it says so.
* @param count how often it was tried again already.
*/
async function isToRepeat(clock, requested, count, cancelled) {
	if (count >= RETRIES$1 || cancelled.aborted || !isWorthRepeating(requested)) return false;
	const pause = Math.max(waitOf(requested), 250 * 2 ** count);
	if (pause > WAIT_LIMIT_MS) return false;
	await clock.sleep(pause, cancelled);
	return true;
}
/** A status that is no success, as the vault's failure. */
function failureOf$1(answer) {
	const { status } = answer;
	return {
		kind: status === 401 || status === 403 && !isRateLimit(answer) ? "forbidden" : status === 404 ? "not-found" : status === 422 ? "rejected" : "unavailable",
		status,
		detail: messageOf$1(answer)
	};
}
/** Whether a request with this outcome may be sent again and may then succeed: no answer, 5xx, or a rate limit. */
function isWorthRepeating(requested) {
	if ("failure" in requested) return true;
	const { answer } = requested;
	return answer.status >= 500 || answer.status === 429 || isRateLimit(answer);
}
/** How long GitHub asks to wait, in milliseconds; 0 when it does not say. */
function waitOf(requested) {
	if ("failure" in requested) return 0;
	const { headers } = requested.answer;
	const seconds = Number(headers["retry-after"]);
	if (Number.isFinite(seconds) && seconds > 0) return seconds * 1e3;
	const untilReset = Number(headers["x-ratelimit-reset"]) * 1e3 - Date.parse(String(headers["date"]));
	if (headers["x-ratelimit-remaining"] === "0" && untilReset > 0) return untilReset;
	return isSecondaryLimit(requested.answer) ? 6e4 : 0;
}
function isRateLimit(answer) {
	const { status, headers } = answer;
	return (status === 403 || status === 429) && (headers["retry-after"] !== void 0 || headers["x-ratelimit-remaining"] === "0" || isSecondaryLimit(answer));
}
function isSecondaryLimit(answer) {
	return (answer.status === 403 || answer.status === 429) && /secondary rate limit/i.test(messageOf$1(answer));
}
function answerOf(error) {
	if (typeof error !== "object" || error === null || !("status" in error) || typeof error.status !== "number") return void 0;
	if (!("response" in error) || typeof error.response !== "object" || error.response === null) return void 0;
	const response = error.response;
	return {
		status: error.status,
		headers: response.headers ?? {},
		data: response.data
	};
}
function messageOf$1({ data }) {
	const message = typeof data === "object" && data !== null && "message" in data ? data.message : "";
	return typeof message === "string" ? message : "";
}
function causeOf(error) {
	const cause = error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : "";
	return cause === "" ? error.message : cause;
}
// lib/github/secrets-vault.js
const publicKeySchema = /* @__PURE__ */ object({
	key_id: /* @__PURE__ */ string(),
	key: (/* @__PURE__ */ string()).check(/* @__PURE__ */ refine((key) => Buffer.from(key, "base64").length === 32))
});
const secretSchema = /* @__PURE__ */ object({
	created_at: /* @__PURE__ */ string(),
	updated_at: /* @__PURE__ */ string()
});
const LOCK_TEXT = "An exchange of credentials is under way.";
const never$1 = new AbortController().signal;
/**
* The vault in GitHub secrets: the hub token in one, the lock in another beside it, `<name>_PENDING`. A secret's value
* cannot be read back, but that it exists and when it was written is read live.
*/
var SecretsVault = class {
	place;
	location;
	lockPlace;
	isPersistent = true;
	passing;
	grant;
	#request;
	#scope;
	#name;
	#lock;
	#clock;
	#seal;
	#key;
	/** The lock's text, sealed with the key. */
	#sealedLock;
	#aheadMs;
	/** @param sealing a test that has to read thousands does without. */
	constructor(request, scope, name, clock, sealing) {
		this.#request = request;
		this.#scope = scope;
		this.#name = name;
		this.#lock = `${name}_PENDING`;
		this.#clock = clock;
		this.#seal = sealing;
		this.place = `${scope.words} ${name}${scope.of}`;
		this.location = secretLocation(scope, name);
		this.lockPlace = `${scope.words} ${this.#lock}${scope.of}`;
		this.passing = [...scope.jobLines, `hub-token: \${{ secrets.${name} }}`].join("\n");
		this.grant = {
			where: scope.where,
			permission: scope.permission,
			link: scope.link,
			yaml: "github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}"
		};
	}
	/** GitHub dates the lock, and its answer to the taking of it says how late it was there. */
	get clock() {
		return {
			name: "GitHub",
			aheadMs: this.#aheadMs
		};
	}
	async look(signal) {
		const [key, secret, lock] = await Promise.all([
			this.#key === void 0 ? this.#fetchKey(signal) : { ok: this.#key },
			this.#get(this.#name, signal),
			this.#get(this.#lock, signal)
		]);
		if ("failure" in key) return key;
		if ("failure" in secret) return secret;
		if ("failure" in lock) return lock;
		if (this.#key?.key_id !== key.ok.key_id) this.#sealedLock = void 0;
		this.#key = key.ok;
		if (secret.ok === void 0 && lock.ok === void 0) this.#sealed(LOCK_TEXT, key.ok).catch(() => void 0);
		return { ok: {
			secret: secret.ok === void 0 ? "absent" : "present",
			lock: lock.ok === void 0 ? "absent" : agesOf(lock.ok, this.#clock)
		} };
	}
	async takeLock() {
		const put = await this.#putOnce(this.#lock, LOCK_TEXT);
		if ("failure" in put) return { ok: "unanswered" };
		if (put.answer.status >= 500 && await this.#isThere(this.#lock)) return { ok: "unanswered" };
		if (!isDone(put.answer)) return { failure: failureOf$1(put.answer) };
		const date = dateOf(put.answer);
		this.#aheadMs = date === void 0 ? void 0 : date - this.#clock.now().getTime();
		return { ok: put.answer.status === 201 ? "taken" : "lost" };
	}
	async removeAbandonedLock(isAbandoned, cancelled = never$1) {
		const lock = await this.#get(this.#lock, cancelled);
		if ("failure" in lock) return lock;
		if (lock.ok === void 0 || !isAbandoned(agesOf(lock.ok, this.#clock))) return { ok: "lost" };
		const removed = await this.#delete(this.#lock);
		if ("failure" in removed) return removed;
		if (removed.answer.status === 204) return { ok: "removed" };
		return removed.answer.status === 404 ? { ok: "lost" } : { failure: failureOf$1(removed.answer) };
	}
	async store(token, cancelled) {
		const value = token.reveal();
		let put = await repeated(this.#clock, () => this.#putOnce(this.#name, value), cancelled);
		if ("answer" in put && put.answer.status === 422) {
			this.#key = void 0;
			put = await repeated(this.#clock, () => this.#putOnce(this.#name, value), cancelled);
		}
		if ("failure" in put) return put;
		return isDone(put.answer) ? { ok: "stored" } : { failure: failureOf$1(put.answer) };
	}
	async forget(cancelled) {
		const failure = await this.#remove(this.#name, cancelled);
		return failure === void 0 ? { ok: "forgotten" } : { failure };
	}
	async releaseLock(cancelled) {
		const failure = await this.#remove(this.#lock, cancelled);
		return failure === void 0 ? { ok: "released" } : { failure };
	}
	async #remove(name, cancelled) {
		const removed = await repeated(this.#clock, () => this.#delete(name), cancelled);
		if ("failure" in removed) return removed.failure;
		return removed.answer.status === 204 || removed.answer.status === 404 ? void 0 : failureOf$1(removed.answer);
	}
	async #get(name, signal) {
		const parameters = {
			...this.#scope.parameters,
			secret_name: name
		};
		const got = await repeated(this.#clock, () => send(this.#request, `GET ${this.#scope.routes.secret}`, parameters, signal), signal);
		if ("failure" in got) return got;
		if (got.answer.status === 404) return { ok: void 0 };
		return got.answer.status === 200 ? { ok: got.answer } : { failure: failureOf$1(got.answer) };
	}
	async #isThere(name) {
		const got = await this.#get(name, never$1);
		return "ok" in got && got.ok !== void 0;
	}
	async #fetchKey(signal) {
		const { parameters } = this.#scope;
		const got = await repeated(this.#clock, () => send(this.#request, `GET ${this.#scope.routes.publicKey}`, parameters, signal), signal);
		if ("failure" in got) return got;
		if (got.answer.status !== 200) return { failure: failureOf$1(got.answer) };
		const key = publicKeySchema.safeParse(got.answer.data);
		return key.success ? { ok: key.data } : { failure: {
			kind: "unavailable",
			status: 200,
			detail: "an unreadable public key"
		} };
	}
	/** PUT of a secret, sealed with GitHub's key of this scope. */
	async #putOnce(name, value) {
		if (this.#key === void 0) {
			const key = await this.#fetchKey(never$1);
			if ("failure" in key) return key;
			this.#key = key.ok;
		}
		return send(this.#request, `PUT ${this.#scope.routes.secret}`, {
			...this.#scope.parameters,
			secret_name: name,
			encrypted_value: await this.#sealed(value, this.#key),
			key_id: this.#key.key_id
		});
	}
	/** The value, encrypted with this key; the lock's text only once. */
	async #sealed(value, { key }) {
		if (value !== LOCK_TEXT) return this.#seal(value, key);
		this.#sealedLock ??= Promise.resolve(this.#seal(value, key));
		return this.#sealedLock;
	}
	async #delete(name) {
		return send(this.#request, `DELETE ${this.#scope.routes.secret}`, {
			...this.#scope.parameters,
			secret_name: name
		});
	}
};
function isDone({ status }) {
	return status === 201 || status === 204;
}
/** How old a secret is by GitHub's own clock: the one that its answer carries. */
function agesOf(answer, clock) {
	const parsed = secretSchema.safeParse(answer.data);
	const now = dateOf(answer) ?? clock.now().getTime();
	const ageOf = (written) => {
		const age = now - Date.parse(written ?? "");
		return Number.isFinite(age) ? age : 0;
	};
	const writtenAt = new Date(parsed.data?.updated_at ?? "");
	return {
		ageMs: ageOf(parsed.data?.updated_at),
		sinceMs: ageOf(parsed.data?.created_at),
		writtenAt: Number.isNaN(writtenAt.getTime()) ? void 0 : writtenAt
	};
}
/** When GitHub answered, by its own clock, in whole seconds; in milliseconds since the epoch. */
function dateOf({ headers }) {
	const date = Date.parse(String(headers["date"] ?? ""));
	return Number.isFinite(date) ? date : void 0;
}
// lib/core/onboarding/connection.js
/** What a connection is called that only inputs describe. */
const UNNAMED_CONNECTION = "default";
// lib/action/command-vault.js
/** The words to which a command may say that another has it. */
const contested = /* @__PURE__ */ new Set([
	"lock",
	"take-over",
	"put"
]);
const OTHER_HAS_IT = 3;
const RETRIES = 3;
const never = new AbortController().signal;
/**
* The vault that a command keeps: `vault-command`, one process for each act. It says by its exit code what came of that, and
* how old the lock is when it is asked for a look. Nothing that it prints is shown.
*/
var CommandVault = class {
	place;
	location;
	lockPlace;
	isPersistent = true;
	takesOverAtOnce = true;
	passing;
	grant;
	clock;
	#command;
	#time;
	/** The lock was taken over, and the run has not asked for it since. */
	#tookOver = false;
	/** The lock is this run's. */
	#isOurs = false;
	#hasPrinted = false;
	/**
	* @param path the command, as it was given.
	* @param machine names the clock of this machine; undefined where it has no name that no other machine's has. The vault
	* says only how old a lock is, and so it is this machine that dates it.
	*/
	constructor(command, path, named, time, machine) {
		const { secret, connection } = named;
		this.#command = command;
		this.#time = time;
		this.place = `vault secret ${secret}${connection === "default" ? "" : ` of ${connection}`}`;
		this.location = `${this.place}, by ${path}`;
		this.lockPlace = `lock of the ${this.place}`;
		this.passing = "hub-token: ${{ steps.vault.outputs.hub-token }} # a step before this one reads it from your vault";
		this.grant = {
			where: path,
			permission: "",
			link: "",
			yaml: ""
		};
		if (machine !== void 0) this.clock = {
			name: machine,
			aheadMs: 0
		};
	}
	get hasPrintedToken() {
		return this.#hasPrinted;
	}
	async look(signal) {
		const isWorthwhile = ({ how }) => how === "exit" || how === "signal";
		const called = await this.#repeated(() => this.#call({
			word: "look",
			cancelled: signal
		}), signal, isWorthwhile);
		if (!("done" in called)) return failed$1(called, "look");
		const view = viewIn(called.done, this.#time);
		return view === void 0 ? { failure: {
			kind: "rejected",
			command: {
				word: "look",
				how: "no-look"
			},
			detail: ""
		} } : { ok: view };
	}
	async takeLock() {
		if (this.#tookOver) {
			this.#tookOver = false;
			return { ok: "taken" };
		}
		const called = await this.#call({ word: "lock" });
		if ("other" in called) return { ok: "lost" };
		if ("done" in called) {
			this.#isOurs = true;
			return { ok: "taken" };
		}
		if (called.failure.kind !== "unavailable") return called;
		const seen = await this.look(never);
		return "ok" in seen && seen.ok.lock !== "absent" ? { ok: "unanswered" } : called;
	}
	async removeAbandonedLock(isAbandoned, cancelled = never) {
		const seen = await this.look(cancelled);
		if ("failure" in seen) return seen;
		const { lock } = seen.ok;
		if (lock === "absent" || !isAbandoned(lock)) return { ok: "lost" };
		const age = Math.max(1, lock.ageMs / 1e3);
		const called = await this.#call({
			word: "take-over",
			age
		});
		if ("other" in called) return { ok: "lost" };
		if ("failure" in called) return called;
		if (this.#isOurs) {
			const released = await this.releaseLock(never);
			return "failure" in released ? released : { ok: "removed" };
		}
		this.#tookOver = true;
		this.#isOurs = true;
		return { ok: "removed" };
	}
	async store(token, cancelled, replaces) {
		const value = token.reveal();
		let isInDoubt = false;
		const put = async () => {
			let called = await this.#call({
				word: replaces ? "replace" : "put",
				token: value
			});
			if ("other" in called && isInDoubt && this.#isOurs && !cancelled.aborted) called = await this.#call({
				word: "replace",
				token: value
			});
			isInDoubt ||= "failure" in called && called.failure.kind === "unavailable";
			return called;
		};
		const called = await this.#repeated(put, cancelled);
		return "done" in called ? { ok: "stored" } : failed$1(called, "put");
	}
	async forget(cancelled) {
		const called = await this.#repeated(() => this.#call({ word: "remove" }), cancelled);
		return "done" in called ? { ok: "forgotten" } : failed$1(called, "remove");
	}
	async releaseLock(cancelled) {
		const called = await this.#repeated(() => this.#call({ word: "unlock" }), cancelled);
		return "done" in called ? { ok: "released" } : failed$1(called, "unlock");
	}
	async #call(call) {
		const ended = await this.#command(call);
		if (ended.how !== "exit") return { failure: {
			...failureOf(call.word, ended),
			detail: ""
		} };
		const { code, printed, complained } = ended;
		if (call.token !== void 0 && `${printed}\n${complained}`.includes(call.token)) this.#hasPrinted = true;
		if (code === 0) return { done: printed };
		if (code === OTHER_HAS_IT && contested.has(call.word)) return { other: true };
		return { failure: {
			kind: "unavailable",
			command: {
				word: call.word,
				how: "exit",
				code
			},
			detail: ""
		} };
	}
	/** Repeats what may succeed the next time. */
	async #repeated(attempt, cancelled, isWorthwhile = () => true) {
		for (let count = 0;; count += 1) {
			const called = await attempt();
			if (!("failure" in called) || called.failure.kind !== "unavailable" || count >= RETRIES || cancelled.aborted || !isWorthwhile(called.failure.command)) return called;
			await this.#time.sleep(250 * 2 ** count, cancelled);
		}
	}
};
/** What a call that did not do what was asked is to the run. */
function failed$1(called, word) {
	if ("failure" in called) return called;
	return { failure: {
		kind: "rejected",
		command: {
			word,
			how: "exit",
			code: OTHER_HAS_IT
		},
		detail: ""
	} };
}
function failureOf(word, ended) {
	if (ended.how !== "unstartable") return {
		kind: "unavailable",
		command: {
			word,
			...ended
		}
	};
	return {
		kind: ended.code === "ENOENT" ? "not-found" : "forbidden",
		command: {
			word,
			...ended
		}
	};
}
/**
* What a look says: `secret=absent` or `secret=present`, and `lock=absent` or `lock=` with its age in whole seconds, each on a
* line of its own. Undefined where it says that not, or anything else.
*/
function viewIn(printed, time) {
	const said = printed.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "").toSorted();
	const [, age] = /^lock=(absent|\d{1,10})$/.exec(said[0] ?? "") ?? [];
	const [, secret] = /^secret=(absent|present)$/.exec(said[1] ?? "") ?? [];
	if (said.length !== 2 || age === void 0 || secret === void 0) return void 0;
	const known = secret === "absent" ? secret : "present";
	if (age === "absent") return {
		secret: known,
		lock: "absent"
	};
	const ageMs = Number(age) * 1e3;
	return {
		secret: known,
		lock: {
			ageMs,
			sinceMs: ageMs,
			writtenAt: /* @__PURE__ */ new Date(time.now().getTime() - ageMs - 999)
		}
	};
}
// lib/action/github-fetch.js
const REDIRECTS = /* @__PURE__ */ new Set([
	301,
	302,
	307,
	308
]);
const MOST_REDIRECTS = 5;
/**
* A `fetch` for GitHub's API by Node's own HTTP. A run waits for GitHub between two answers of the hub, and each call by undici takes
* some milliseconds longer. Nothing is sent twice, but to where GitHub itself says that it is.
*/
async function githubFetch(url, call, redirects = 0) {
	const incoming = await answerTo$1(new URL(url), call);
	const { statusCode: status = 0, statusMessage: statusText = "", headers } = incoming;
	const to = REDIRECTS.has(status) ? URL.parse(headers.location ?? "", url) : null;
	if (to !== null && to.origin === new URL(url).origin && redirects < MOST_REDIRECTS) {
		incoming.resume();
		return githubFetch(to.href, call, redirects + 1);
	}
	if (status === 204 || status === 205) incoming.resume();
	const values = Object.entries(incoming.headersDistinct);
	return {
		status,
		statusText,
		url,
		headers: new Map(values.map(([name, value = []]) => [name, value.join(", ")])),
		text: async () => text$1(incoming)
	};
}
async function answerTo$1(target, { method, headers, body, signal }) {
	const sent = body === void 0 ? {} : { "content-length": Buffer.byteLength(body) };
	return new Promise((resolve, reject) => {
		httpFor(target).request(target, {
			...VERIFIED,
			method,
			headers: {
				...headers,
				...sent
			},
			signal
		}).on("response", resolve).on("error", reject).end(body);
	});
}
// lib/action/github-requests.js
/**
* GitHub's API with this token. Without one nothing is asked: the answer would be the same. Octokit is loaded with the first
* request, because most runs ask GitHub for nothing.
*/
function requestWith(token) {
	if (token === "") return async () => ({
		status: 401,
		headers: {},
		data: { message: "no github-token was given, so GitHub was not asked" }
	});
	let octokit;
	return async (route, parameters) => {
		octokit ??= import("./github.js").then(({ getOctokit, context }) => {
			return getOctokit(token, proxyFor(context.apiUrl, process.env) === void 0 ? { request: { fetch: githubFetch } } : {}).request;
		});
		return (await octokit)(route, parameters);
	};
}
// lib/action/machine-clock.js
/**
* A name for the clock of this machine that no other machine's has: the id of its system's start, which containers share with
* the machine that they are on. A host's name is none: hosted runners are called alike. Undefined where there is no such id.
*/
function machineClock() {
	try {
		return `of ${readFileSync$1("/proc/sys/kernel/random/boot_id", "utf8").trim()}`;
	} catch {
		return;
	}
}
// lib/action/vault-command.js
/** How long a call may take, in seconds. */
const COMMAND_SECONDS = 30;
const OUTPUT_LIMIT = 65536;
const DRAIN_MS = 500;
/**
* The command at a path, as a process without a shell: its only words are ours. It gets the environment of the step but for
* what the runner keeps there for this Action and for itself.
* @param path from the workspace, or absolute.
* @param seconds how long a call may take.
*/
function vaultCommand(path, workspace, environment, { secret, connection }, seconds = COMMAND_SECONDS) {
	const file = resolve(workspace, path);
	const env = {
		...withoutRunner(environment),
		OCPI_SECRET: secret,
		OCPI_CONNECTION: connection
	};
	return (call) => new Promise((done) => {
		const words = call.age === void 0 ? [call.word] : [call.word, String(call.age)];
		try {
			follow(spawn(file, words, {
				cwd: workspace,
				env,
				shell: false,
				detached: true,
				windowsHide: true
			}), call, seconds, done);
		} catch (error) {
			done({
				how: "unstartable",
				code: codeOf(error)
			});
		}
	});
}
/** The inputs and the state of this step are no business of the command; nor is what the runner's own token opens. */
function withoutRunner(environment) {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:INPUT|STATE|GITHUB|ACTIONS)_/i.test(name)));
}
function follow(child, { token, cancelled }, seconds, done) {
	const printed = heard(child.stdout);
	const complained = heard(child.stderr);
	let ended;
	const end = (how) => {
		ended ??= how;
		clearTimeout(limit);
		cancelled?.removeEventListener("abort", stop);
		done(ended);
	};
	const kill = (how) => {
		ended ??= how;
		killGroup(child);
		end(ended);
	};
	const stop = () => kill({ how: "stopped" });
	const limit = setTimeout(() => kill({
		how: "timeout",
		seconds
	}), seconds * 1e3);
	cancelled?.addEventListener("abort", stop);
	const over = (code, signal) => end(code === null ? {
		how: "signal",
		signal: signal ?? "unknown"
	} : {
		how: "exit",
		code,
		printed: printed(),
		complained: complained()
	});
	child.on("error", (error) => end({
		how: "unstartable",
		code: codeOf(error)
	}));
	child.on("close", over);
	child.on("exit", (code, signal) => setTimeout(over, DRAIN_MS, code, signal).unref());
	child.stdin?.on("error", () => void 0);
	child.stdin?.end(token ?? "");
	if (cancelled?.aborted === true) stop();
}
/** What a stream says, as far as it is kept; all of it is read. */
function heard(stream) {
	const chunks = [];
	let length = 0;
	stream?.on("error", () => void 0);
	stream?.on("data", (chunk) => {
		if (length <= OUTPUT_LIMIT) chunks.push(chunk);
		length += chunk.length;
	});
	return () => Buffer.concat(chunks).toString("utf8");
}
function killGroup(child) {
	try {
		if (child.pid !== void 0 && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
	} catch {}
	child.kill("SIGKILL");
	child.stdout?.destroy();
	child.stderr?.destroy();
	child.unref();
}
function codeOf(error) {
	return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
// lib/action/vault.js
/** The vault at a destination, written with this token. */
function vaultAt(destination, githubToken, clock) {
	if (destination.store === "none") return new NoVault();
	if (destination.store === "command") return commandVaultAt(destination, clock);
	return new SecretsVault(requestWith(githubToken), scopeOf(destination), destination.secretName, clock, sealed);
}
/** Where the hub token would be kept there, as the vault's own `location` says it; undefined where it is kept nowhere. */
function locationOf(destination) {
	if (destination.store === "none") return void 0;
	if (destination.store === "command") return commandVaultAt(destination, clock).location;
	return secretLocation(scopeOf(destination), destination.secretName);
}
function commandVaultAt({ command, connection, secretName: secret }, clock) {
	return new CommandVault(vaultCommand(command, workspaceOf(process.env), process.env, {
		secret,
		connection
	}), command, {
		secret,
		connection
	}, clock, machineClock());
}
function scopeOf(destination) {
	const { owner, repo, environment } = destination;
	const server = process.env["GITHUB_SERVER_URL"] || "https://github.com";
	return destination.store === "environment" ? environmentScope(owner, repo, environment, server) : repositoryScope(owner, repo, server);
}
/** The library is loaded when there is something to seal, which is before anything is sent to the hub. */
const sealed = async (secret, publicKey) => (await import("./sealed-box.js")).seal(secret, publicKey);
// lib/action/job.js
/** What was read, for the core: a job, a plan, or what is wrong. */
function jobOf(read, inputs, found, deriveKey) {
	const nowhere = checkOutputsFile(process.env, "task" in read && read.task.exposeHubToken);
	if ("findings" in read) return {
		kind: "turned-down",
		faults: [
			...found,
			...nowhere,
			...read.findings
		]
	};
	if (nowhere.length > 0) return {
		kind: "turned-down",
		faults: [...found, ...nowhere]
	};
	return "plan" in read ? {
		kind: "plan",
		plan: read.plan
	} : jobOfTask(read.task, inputs, found, deriveKey);
}
/** The same of a task that may run. */
function jobOfTask(task, inputs, found, deriveKey) {
	const { connection } = task.job;
	const warnings = [...found, ...task.warnings];
	switch (task.command) {
		case "verify": return {
			kind: "verify",
			verify: task.job,
			connection,
			warnings
		};
		case "preflight": return {
			kind: "preflight",
			preflight: task.job,
			connection,
			warnings
		};
		case "receivers": return {
			kind: "receivers",
			receivers: task.job,
			connection,
			warnings
		};
		case "rehearse": return {
			kind: "rehearse",
			rehearse: task.job,
			connection,
			warnings
		};
	}
	const vault = vaultAt(task.vault, task.githubToken, clock);
	const initialToken = task.takesInitialToken ? inputs.initialToken : void 0;
	return {
		kind: "registration",
		registration: {
			...task.job,
			initialToken,
			vault,
			deriveKey
		},
		connection,
		warnings
	};
}
// lib/action/run-frame.js
/** What the inputs and the task say of a run, for its report. */
function frameOf(inputs, task, failOn = task?.failOn ?? "error") {
	const connection = task?.job.connection;
	return {
		exposed: task?.exposeHubToken === true,
		tool: {
			name: "OCPI Onboarding",
			version
		},
		command: inputs.command,
		connection: connection?.name ?? inputs.connection,
		runUrl: runUrl(process.env),
		hubUrl: connection?.address?.origin ?? URL.parse(inputs.hubUrl)?.origin ?? "",
		platformUrl: platformUrlOf(task),
		ownParties: connection?.roles ?? [],
		receiverOverrides: connection?.receivers ?? {},
		routing: connection?.routing ?? [],
		failOn
	};
}
/** The platform's URL, as far as the task knows it. */
function platformUrlOf(task) {
	if (task === void 0) return void 0;
	if ("vault" in task) return task.job.platform?.url;
	return task.command === "verify" ? task.platformUrl : task.job.platformUrl;
}
// lib/core/findings/dry-run-words.js
/** Speaks of dry runs, which only a pipeline has: the editor does not carry these sentences. */
const dryRunWords = {
	would: (would) => ({
		message: [nextSteps[would.next], ...seen(would)],
		fix: advice[would.next] ?? "To do it, remove `dry-run: true` from the step, and start a new run."
	}),
	delivers: () => ({
		message: ["The output `hub-token` is a made-up token, so that its delivery to your platform can be tried.", "It begins with `ocpi-rehearsal-`, and opens nothing."],
		fix: "See that the next step delivers the output `hub-token` to your platform, and that your platform keeps a text that begins with `ocpi-rehearsal-`. Your platform then holds a token that opens nothing, until the exchange delivers the real one in its place."
	}),
	deliversNothing: ({ why }) => ({ message: [`This dry run leaves the output \`hub-token\` empty: ${reasons[why]}`] })
};
const advice = {
	try: "Check that `initial-token` is the whole token, and belongs to the hub at `hub-url` (test or production). If it does, remove `dry-run: true` from the step, and start a new run: at some hubs only the POST shows whether they take it.",
	ask: "When you have the initial token from the account team, pass it as `initial-token`, and start the dry run once more: then it looks at the hub, too. For the exchange itself remove `dry-run: true`.",
	verify: "Remove `dry-run: true` from the step when you like: with a `hub-token` an exchange only reads."
};
/** By what the exchange would do first. */
const nextSteps = {
	post: "A run without `dry-run` would send the POST that registers you.",
	try: "A run without `dry-run` would send the POST that registers you, although the hub refused the initial token for reading.",
	ask: "A run without `dry-run` could register as soon as it has an `initial-token`.",
	recover: "A run without `dry-run` would find out what became of an exchange that was interrupted.",
	confirm: "A run without `dry-run` would send the PUT that confirms the registration, which an earlier run left open.",
	store: "A run without `dry-run` would store the hub token out of the recovery capsule.",
	verify: "A run without `dry-run` would only check, as this one did."
};
function seen({ next, lockPlace, isLeftBehind }) {
	if (next === "verify") return ["A hub token was given, so nothing is sent that changes anything, and no lock is taken."];
	if (isLeftBehind) return [...lockPlace === "" ? [] : [`An earlier run left the ${lockPlace} behind as a note of that; a dry run does not touch it.`], ...next === "recover" ? ["The run would ask the hub with GETs, and send one POST at most."] : []];
	return [...next === "ask" ? ["None was given, so this dry run did not check the hub."] : [], ...lockPlace === "" ? [] : [`The ${lockPlace} could be written, so the hub token can be, too.`]];
}
/** Why nothing is delivered. */
const reasons = {
	hidden: "`expose-hub-token` is not `true`, so an exchange would not hand its token on, either.",
	given: "a `hub-token` was given, and your platform may have it already.",
	stored: "there is a stored hub token, and your platform may have it already.",
	doubt: "an exchange was interrupted, and your platform may have its hub token already.",
	stopped: "an exchange would not come to its hub token."
};
// lib/core/findings/places.js
/** How a place in a file is named to readers who do not see it. */
const places = {
	placeIn: (path, { line, column }) => `\`${path}\` line ${line}, column ${column}`,
	keyIn: (path, position, key) => `${position === void 0 ? `\`${path}\`` : places.placeIn(path, position)}: \`${key}\``,
	correctLine: (path, { line }) => ({ fix: `Correct line ${line} of \`${path}\`.` })
};
// lib/core/findings/steps.js
/** The steps of a run, in their order: design of the exchange. */
const stepTitles = {
	read: "Read the inputs",
	look: "Look at the hub, the platform and the secret store",
	samples: "Check the samples",
	platform: "Look at your platform",
	receivers: "Try the receivers",
	rehearse: "Rehearse the hub's calls",
	lock: "Take the lock",
	recover: "Find out what became of the exchange",
	post: "Exchange the credentials (POST)",
	keep: "Keep the hub token",
	prove: "Prove the hub token",
	confirm: "Confirm the registration (PUT)",
	unregister: "End the registration (DELETE)",
	forget: "Forget the hub token",
	unlock: "Give the lock back",
	verify: "Verify the connection",
	issue: "Keep the issue of the connection"
};
// lib/core/findings/action-words.js
const DELIVERY = page("examples/exchange-and-deliver.yml");
const GO_LIVE = page("docs/go-live.md");
/** Speaks to a person who runs the Action: of inputs and outputs, secrets, and steps of a job. */
const actionWords = {
	stepTitles,
	hubUrl: "`hub-url`",
	platformUrl: "`platform-url`",
	tokenName: code,
	theToken: code,
	given: (name) => `The input \`${name}\``,
	givenBoth: (one, other) => `The inputs \`${one}\` and \`${other}\``,
	theMachine: "the runner",
	thisMachine: "this runner",
	thisLog: "this log",
	state: "the step's state",
	otherPlace: "another repository of yours",
	rerun: "start a new run",
	exchange: "start a new run",
	verify: "start a new run",
	afterLease: " in 5 minutes",
	withStoredToken: ", with the stored token as `hub-token`",
	exchangeWithStoredToken: "start a new run of `command: exchange` with the stored token as `hub-token`",
	rotate: "`command: rotate`",
	update: "start a run of `command: update`",
	consentTo: (host) => `add \`allow-test-writes: ${host}\` to the step`,
	findMessage: "in the step summary, output `handover`",
	...places,
	ofPipeline: (said) => said,
	dryRun: dryRunWords,
	otherParty: (party, known) => [`The inputs name ${party}, but the config knows ${known}.`, "The inputs are used."],
	giveParty: "Give `role`, `country-code`, `party-id` and `business-name` as inputs, or `roles` in the config.",
	giveRole: "Give `role` (`CPO` or `EMSP`) and `business-name` as inputs, or `roles` in the config.",
	inputOfRole: (field) => Object.hasOwn(roleInputs, field) ? `\`${roleInputs[field]}\`` : void 0,
	lookAtPlatform: "pass `platform-token` to `command: verify`, and `platform-url` where no config names it",
	relaxPlatformCheck: "set `check-platform: warn`",
	settleEncoding: (encoding) => encoding === void 0 ? "set `token-encoding` to `plain` or `base64`" : `set \`token-encoding: ${encoding}\``,
	giveInitialToken: "put the new token into the secret that you pass as `initial-token`",
	passInitialToken: "pass `initial-token`",
	giveHubToken: "store it as a secret and pass it as `hub-token`",
	firstInitialToken: {
		fix: "Store the initial token from the account team as a secret and pass it. If it is passed, check the secret's name: a mistyped name gives an empty value.",
		snippet: "initial-token: ${{ secrets.OCPI_INITIAL_TOKEN }}"
	},
	giveAgain: "store the secret again",
	giveAgainWithoutSpace: "Store the secret again without it. On a command line use `printf %s`, because `echo` adds a line break.",
	passRealToken: (kind) => `Pass the token that you were given as \`${kind}\`.`,
	keepReplacedToken: "store the new one as a secret: it goes into the inputs `initial-token`, `platform-token` and `hub-token`",
	tokenMaker: "`openssl rand -hex 32`",
	makePlatformToken: "Make one with `openssl rand -hex 32`, install it in the platform first, and store it as a secret.",
	thePlatformToken: "the value of the secret behind `platform-token`",
	correctPlatformToken: "correct that secret instead",
	restorePlatformToken: "put the token of the exchange back into the secret behind `platform-token`",
	keepAfterRotation: "put the new token into the secret behind `platform-token` now, and keep the old one",
	rightHubToken: "`hub-token` is given the secret that the exchange stored",
	onRefusedHubToken: (check, ask) => `${check} If the secret was stored after this run was queued, start a new run. Otherwise ${ask}.`,
	deliver: (exposed) => exposed ? { fix: "Your platform needs the hub token, too: check that the next step of this job delivers the output `hub-token` to it." } : {
		fix: `Your platform does not have the hub token yet, and needs it to call the hub. Unless a later job delivers the stored secret, add the line below and a step that delivers the output \`hub-token\` (${DELIVERY}), and start a new run.`,
		snippet: "expose-hub-token: true",
		link: DELIVERY
	},
	onceReset: (lockPlace) => `Not before you have that token: delete the ${lockPlace}`,
	replaceHubToken: "put their new token into the secret that you pass as `initial-token`, delete the one that you pass as `hub-token`, and start a new run. Do not delete it before: it cannot be read back.",
	forgetRefusedToken: "Delete the secret that you pass as `hub-token`, too.",
	forgetHubToken: "delete the secret that you pass as `hub-token`",
	forgetLeftToken: (place) => `Delete the ${place} by hand.`,
	forgetEnded: (place, lockPlace) => lockPlace === "" ? "delete the hub token wherever you keep it" : `delete the ${place} and, if it is there, the ${lockPlace}`,
	findCapsule: "in this step's log, and the output `recovery-capsule`",
	capsuleIsNoToken: "Pass a text that begins with `ocpi-capsule:` as `recovery-capsule`, and leave `hub-token` empty. Otherwise pass the token itself.",
	rehearsalIsNoToken: "Leave `hub-token` empty, remove `dry-run: true`, and start a new run: the exchange delivers a real token in its place. If it has done so, pass the secret in which it stored that.",
	useCapsule: "start a new run of `command: recover` with it",
	recoverFromCapsule: "delete the secret that you pass as `hub-token`, and start a new run of `command: recover` with the capsule",
	tokenUnstored: ({ failure, place, replaces }) => ({
		message: ["The hub issued its token, but it could not be stored.", `GitHub answered ${vaultAnswer(failure)} to the ${place}. The token is sealed in the output \`recovery-capsule\`; only your platform token opens it.`],
		fix: `Copy the text that begins with \`ocpi-capsule:v1:\` from this step's log now, and store it as the secret \`OCPI_RECOVERY_CAPSULE\`. After HTTP 401, 403 or 404 give \`github-token\` a token that may write secrets; otherwise check githubstatus.com. ${replaces ? `The ${place} holds the former token: once the hub refuses that one, delete the ${place}, and start a run with the lines below, where \`platform-token\` is the one that this run sent (after \`rotate\` the new one).` : "Add the line below and start a new run with the same `platform-token`. Then remove the line and the secret `OCPI_RECOVERY_CAPSULE`."}`,
		snippet: replaces ? "command: recover\nrecovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}" : "recovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}"
	}),
	vaultTitle: "GitHub secrets",
	vault: "GitHub",
	keptAt: (place) => place,
	vaultAnswer,
	lookAtVault: () => "check githubstatus.com.",
	vaultForbidden: forbidden,
	secretExists: ({ place, passing, capsule }) => ({
		message: [`The ${place} exists already${capsule ? "" : ", but this run was not given it"}.`, "A stored token is never overwritten, so nothing was changed."],
		...capsule ? { fix: forCapsule(place) } : whenNotGiven(place, passing)
	}),
	vaultLine(act, { place, lockPlace }, view) {
		switch (act) {
			case "looked": return `GitHub: ${place} is ${view?.secret ?? "unknown"}, its lock (${lockPlace}) is ${view?.lock === "absent" ? "absent" : "present"}.`;
			case "lock-taken": return `GitHub: ${lockPlace} is written: the lock is taken.`;
			case "stored": return `GitHub: the hub token is stored as ${place}.`;
			case "forgotten": return `GitHub: ${place} is deleted.`;
			case "lock-released": return `GitHub: ${lockPlace} is deleted: the lock is given back.`;
		}
	},
	takeOverAtOnce: (lockPlace) => `Deleting the ${lockPlace} lets it take over at once, but with it goes the only trace of an interrupted exchange.`,
	leaveLock: (lockPlace) => `Delete the ${lockPlace} by hand, or leave it: a later run takes it over.`,
	sandboxDesk: "`/desk` at the hub's address",
	realHub: {
		fix: `take the workflow that leads from there to production (${GO_LIVE})`,
		link: GO_LIVE
	},
	trustAuthority: "set NODE_EXTRA_CA_CERTS on the job",
	checkProxy: "check the job's variables `HTTPS_PROXY` and `NO_PROXY`",
	signInAtProxy: "put the proxy's user name and password into the URL in the job's variable `HTTPS_PROXY`, out of a secret",
	fromInside: "A self-hosted runner in your network would reach this address, and still show nothing of what the hub can reach.",
	comeFromElsewhere: "use a runner whose address they admit",
	openIssue: (url) => `add \`report-path: report.json\`, and open an issue at ${url} with that file`
};
/** The same, where the run writes no step summary. */
const actionWordsWithoutSummary = {
	...actionWords,
	findMessage: "at the end of this step's log, output `handover`"
};
const roleInputs = {
	role: "role",
	country_code: "country-code",
	party_id: "party-id",
	name: "business-name"
};
/** The token in a capsule works, and another one is in its place. */
function forCapsule(place) {
	return `The token in the capsule works. If the stored one does not any more, such as after \`rotate\` or \`update\` could not store its successor, delete the ${place} and start this run again. If it does, the capsule is not needed.`;
}
function whenNotGiven(place, passing) {
	return {
		fix: `Add ${passing.includes("\n") ? "the lines" : "the line"} below to the step. If ${passing.includes("\n") ? "they are" : "it is"} there already, check the secret's name. If that is right, too, the secret was stored after this run was queued: start a new run. Delete the ${place} only if the account team confirmed that they reset your registration and gave you a new initial token; a deleted token cannot be read back.`,
		snippet: passing
	};
}
function code(name) {
	return `\`${name}\``;
}
/** GitHub said no. Which no it was decides what helps. */
function forbidden({ place, failure, grant }) {
	const message = [`GitHub does not let this run use the ${place}.`, `It answered ${vaultAnswer(failure)}.`];
	const form = `the permission ${grant.permission} (${grant.link})`;
	if (failure.status === 401) return {
		message,
		fix: `The token in \`github-token\` is wrong or expired. Make a new one with ${form}, and store it again.`,
		link: grant.link
	};
	if (failure.kind === "forbidden" && /integration/i.test(failure.detail)) return {
		message: [...message, "The job's own token can never write secrets."],
		fix: `Make a fine-grained token with ${form}, choosing this repository under \`Repository access\`; store it as a secret, and pass it as \`github-token\`.`,
		snippet: grant.yaml,
		link: grant.link
	};
	if (failure.status === 404) return {
		message: [`There is no ${foreign(grant.where)}, or the token in \`github-token\` may not see it.`, `GitHub answered ${vaultAnswer(failure)} to the ${place}.`],
		fix: `${place.startsWith("environment") ? "Create an environment that is missing under `Settings → Environments`. Otherwise the" : "The"} token needs ${form}, with this repository chosen under \`Repository access\`.`,
		snippet: grant.yaml,
		link: grant.link
	};
	return {
		message,
		fix: `The token in \`github-token\` needs ${form}. In that form choose this repository under \`Repository access\`; in an organisation an owner may have to approve it.`,
		snippet: grant.yaml,
		link: grant.link
	};
}
function vaultAnswer(failure) {
	const status = failure.status === void 0 ? "nothing" : `HTTP ${failure.status}`;
	return failure.detail === "" ? status : `${status}, ${quoted(failure.detail)}`;
}
// lib/core/findings/command-answer.js
/** What a vault's command answered, as a phrase after `it answered`. What it printed is no part of that. */
function commandAnswer(fault) {
	const to = `to \`${fault.word}\``;
	switch (fault.how) {
		case "exit": return `exit code ${fault.code} ${to}`;
		case "signal": return `nothing ${to}: ${fault.signal} ended it`;
		case "timeout": return `nothing ${to} for ${fault.seconds} seconds, and was ended then`;
		case "unstartable": return `nothing ${to}: the system did not start it (${fault.code})`;
		case "no-look": return `${to} what is no look`;
		case "stopped": return `nothing ${to} before this run was stopped`;
	}
}
/** What to look at after that; whole. */
function lookAtCommand({ word, ...fault }) {
	switch (fault.how) {
		case "exit": return `run it by hand with the word \`${word}\`: what it prints is not shown here, and its own tool may say what it lacks.`;
		case "signal": return "look for what ends processes on this runner, such as a limit of memory.";
		case "timeout": return "find out what it waits for: it has no terminal, a tool that asks for a login never ends, and each word has 30 seconds.";
		case "unstartable": return "check that the file is there and executable, and that its first line names its interpreter, such as `#!/bin/sh`.";
		case "no-look": return "have `look` print two lines and nothing else: `secret=absent` or `secret=present`, and `lock=absent` or `lock=` with the lock's age in whole seconds. What it printed is not shown, because it may be a token.";
		case "stopped": return "let it come to its end.";
	}
}
// lib/core/findings/command-vault-words.js
const OTHER_VAULTS = page("docs/other-vaults.md");
/** The words of a pipeline whose hub token is kept by a command: they speak of no GitHub where that has no part in it. */
function commandVaultWords(words) {
	const vaultAnswer = (failure) => failure.command === void 0 ? words.vaultAnswer(failure) : commandAnswer(failure.command);
	return {
		...words,
		vaultTitle: "Vault",
		vault: "The vault command",
		vaultAnswer,
		lookAtVault: (failure) => failure.command === void 0 ? words.lookAtVault(failure) : lookAtCommand(failure.command),
		vaultForbidden: ({ place, failure, grant }) => ({
			message: [`The vault command ${foreign(grant.where)} could not be started, so the ${place} cannot be used.`, `It answered ${vaultAnswer(failure)}.`],
			fix: failure.kind === "not-found" ? "Check that the file is still there, and that the interpreter that its first line names is on this machine." : "Check that it may be executed (`chmod +x`), and that its first line names its interpreter, such as `#!/bin/sh`."
		}),
		secretExists: (stored) => stored.capsule ? words.secretExists(stored) : {
			message: [`The ${stored.place} exists already, but this run was not given it.`, "A stored token is never overwritten, so nothing was changed."],
			fix: `Add a step that reads it from your vault (${OTHER_VAULTS}) and the line below to this one. If they are there, check which secret that step reads. Delete the ${stored.place} only if the account team confirmed that they reset your registration and gave you a new initial token.`,
			snippet: stored.passing,
			link: OTHER_VAULTS
		},
		tokenUnstored: (unstored) => {
			const said = words.tokenUnstored(unstored);
			const { failure, place, replaces } = unstored;
			const again = replaces ? `The ${place} holds the former token: once the hub refuses that one, delete it, and start a run with the lines below, where \`platform-token\` is the one that this run sent (after \`rotate\` the new one).` : "Add the line below and start a new run with the same `platform-token`. Then remove the line and the secret `OCPI_RECOVERY_CAPSULE`.";
			return {
				...said,
				message: ["The hub issued its token, but it could not be stored.", `The vault command answered ${vaultAnswer(failure)}, for the ${place}. The token is sealed in the output \`recovery-capsule\`; only your platform token opens it.`],
				fix: `Copy the text that begins with \`ocpi-capsule:v1:\` from this step's log now, and store it as the secret \`OCPI_RECOVERY_CAPSULE\`. Then see to the vault command: ${failure.command === void 0 ? "" : lookAtCommand(failure.command)} ${again}`
			};
		},
		vaultLine(act, { place, lockPlace }, view) {
			switch (act) {
				case "looked": return `Vault: ${place} is ${view?.secret ?? "unknown"}, its lock is ${view?.lock === "absent" ? "absent" : "present"}.`;
				case "lock-taken": return `Vault: ${lockPlace} is taken.`;
				case "stored": return `Vault: the hub token is stored as ${place}.`;
				case "forgotten": return `Vault: ${place} is removed.`;
				case "lock-released": return `Vault: ${lockPlace} is given back.`;
			}
		},
		takeOverAtOnce: (lockPlace) => `Deleting the ${lockPlace}, the vault command's \`unlock\`, lets it take over at once, but with it goes the only trace of an interrupted exchange.`,
		onRefusedHubToken: (check, ask) => `${check} If the secret was stored after this job had read it, start a new run. Otherwise ${ask}.`
	};
}
// lib/action/step-summary.js
/** The bytes that a step summary may have. Above 1 MiB GitHub drops it whole. */
const SUMMARY_LIMIT = 9e5;
/** Whether a summary is written: also where the input says neither yes nor no, because then the summary says that. */
function hasSummary({ summary: given }) {
	return given.toLowerCase() !== "false";
}
/** The run's words: they name no place that this run does not write. */
function wordsFor(inputs) {
	const words = hasSummary(inputs) ? actionWords : actionWordsWithoutSummary;
	return inputs.store === "command" ? commandVaultWords(words) : words;
}
/** Writes the step summary. That it cannot be written is worth a warning, not a failure. */
async function writeSummary(page) {
	const markdown = Buffer.from(page, "utf8");
	const cut = markdown.length > 9e5 ? "\n\n… cut here.\n" : "";
	try {
		await summary.addRaw(markdown.subarray(0, SUMMARY_LIMIT).toString("utf8") + cut).write();
	} catch {
		if (process.env["GITHUB_STEP_SUMMARY"]) warning$1("The step summary could not be written.");
	}
}
// lib/action/stop-signal.js
/** A runner that cancels a job sends SIGINT and then SIGTERM. */
function stopSignal() {
	const controller = new AbortController();
	const stop = () => controller.abort();
	process.on("SIGINT", stop).on("SIGTERM", stop);
	return {
		signal: controller.signal,
		release: () => process.off("SIGINT", stop).off("SIGTERM", stop)
	};
}
// lib/core/report/tracked-issue.js
const BODY_LIMIT = 6e4;
const TITLE_LIMIT = 200;
/**
* What a connection's issue has to say after this run; undefined where the run saw nothing of the connection, because it was
* stopped or its inputs were wrong.
* @param connection what it is called.
*/
function trackedIssue(run, connection, words) {
	if (run.result === "invalid" || run.result === "cancelled") return void 0;
	const isOpen = !isWell(run);
	const title = `OCPI connection ${plainForeign(connection)}: ${stateOf(run)}`.slice(0, TITLE_LIMIT);
	return {
		isOpen,
		title,
		body: bodyOf$1(run, words),
		essence: essenceOf(run, title)
	};
}
/** Whether there is nothing to be done or waited for: all is CONNECTED, or as it should be at a hub that does not show that. */
function isWell(run) {
	return run.result === "connected" || run.result === "registered" && isSettled(run);
}
/** A connection's state in few words: whose turn it is, or what is wrong. */
function stateOf(run) {
	const { result, connectionStatus } = run;
	if (isWell(run)) return result === "registered" ? "registered" : "CONNECTED";
	if (result !== "registered") return result.replace("-", " ");
	if (isWaiting(run)) return `waiting for the Hub (${connectionStatus})`;
	return connectionStatus === "CONNECTED" ? "registered, with errors" : connectionStatus;
}
const theirTurn = /* @__PURE__ */ new Set([
	"PLANNED",
	"NOT_LISTED",
	"SUSPENDED"
]);
/** Whether nothing is wrong but that the account team has not done their part. */
function isWaiting({ result, connectionStatus, findings }) {
	const areTheirs = findings.filter(({ severity }) => severity === "error").every(({ who }) => who === "account-team" || who === "hub");
	return result === "registered" && theirTurn.has(connectionStatus) && areTheirs;
}
function bodyOf$1(run, words) {
	const parts = [`**${resultSign(run)} ${markdownSentence(headline(run))}**`];
	if (isWaiting(run)) parts.push("It is the account team's turn: the message for them stands below.");
	let length = 0;
	const essential = isWell(run) ? [] : essentialParts(pointingBelow(run, words), words);
	const fitting = essential.filter((part) => (length += part.length) <= BODY_LIMIT);
	parts.push(...fitting);
	if (fitting.length < essential.length) parts.push("The rest is too long for an issue: it stands in the report of the run.");
	return `${[...parts, footer(run)].join("\n\n")}\n`;
}
function footer(run) {
	const { runUrl, finishedAt } = run;
	const link = runUrl !== void 0 && /^https?:\/\/[\w.:/-]+$/.test(runUrl) ? ` by [this run](${runUrl})` : "";
	return `<sub>Written ${utcAndIst(finishedAt)}${link}. A run of \`command: verify\` with \`track-issue: true\` updates this issue when there is something new to say, and closes it when the connection works. Write comments: what is changed in this text is overwritten.</sub>`;
}
/** What the issue says, in an order of its own and without what differs in every run. */
function essenceOf(run, title) {
	const findings = bySeverity(run.findings).filter(({ severity }) => severity !== "info").map(({ finding, check, severity, who, message, fix = "" }) => [
		finding.code,
		check,
		severity,
		who,
		...message,
		fix
	].map(timeless).join("\n"));
	const parties = run.parties.map(({ party, status }) => `${partyName(party)} ${party.role} ${status}`);
	return [
		title,
		run.result,
		...parties.toSorted(),
		...findings.toSorted(),
		...messageOf(run)
	].join("\n\n");
}
/** The message for the account team without the request in it, of which there is another one in every run. */
function messageOf(run) {
	if (isWell(run) || !isInSummary(run)) return [];
	const { subject, text } = handover(run);
	return [subject, ...text.split("\n").filter((line) => !line.startsWith("  "))].map(timeless);
}
const clockTime = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?`;
const passing = new RegExp([
	String.raw`\d{4}-\d{2}-\d{2}(?:[T ]${clockTime})?(?: ?(?:Z|UTC|IST|[+-]\d{2}:?\d{2}))?`,
	clockTime,
	String.raw`\d+(?:\.\d+)? ?(?:ms|s|min)\b`,
	String.raw`(?<![\w-])(?=[\w-]*\d)[\w-]{12,}`
].join("|"), "g");
/** A text without times and ids. */
function timeless(text) {
	return text.replace(passing, "#");
}
// lib/github/issues.js
const LABEL = {
	name: "ocpi-onboarding",
	color: "0e8a16",
	description: "Kept by OCPI Onboarding"
};
const PAGE_SIZE = 100;
const PAGES = 10;
const issueSchema = /* @__PURE__ */ object({
	number: /* @__PURE__ */ number(),
	state: /* @__PURE__ */ string(),
	body: /* @__PURE__ */ nullish(/* @__PURE__ */ string()),
	pull_request: /* @__PURE__ */ optional(/* @__PURE__ */ unknown())
});
const markSchema = /* @__PURE__ */ object({
	connection: /* @__PURE__ */ string(),
	hub: /* @__PURE__ */ string(),
	digest: /* @__PURE__ */ string()
});
/**
* Keeps one issue for each connection in a repository. Which it is about, and what it says, stands in its first line, a comment
* that GitHub does not show: foreign text is never first. The list of issues is read and never the search, which lags behind.
*/
var IssueKeeper = class {
	#request;
	#repository;
	#clock;
	#cancelled;
	constructor(request, { owner, repo }, clock, cancelled) {
		this.#request = request;
		this.#repository = {
			owner,
			repo
		};
		this.#clock = clock;
		this.#cancelled = cancelled;
	}
	/**
	* Makes the issue of a connection what it ought to be, and writes nothing where it says that already: what a person closed or
	* opened stays so until there is something new to say. Never throws.
	*/
	async keep(wanted) {
		for (let count = 0;; count += 1) {
			const found = await this.#theOneOf(wanted.about);
			if ("failure" in found) return found;
			if (found.ok !== void 0) return this.#update(found.ok, wanted);
			if (!wanted.isOpen) return { ok: { did: "nothing" } };
			const label = await this.#makeLabel();
			if (label !== void 0) return label;
			const created = await this.#write("POST /repos/{owner}/{repo}/issues", {
				title: wanted.title,
				body: bodyOf(wanted),
				labels: [LABEL.name]
			});
			if ("answer" in created && created.answer.status === 201) return this.#afterOpening(created, wanted.about);
			if (!await isToRepeat(this.#clock, created, count, this.#cancelled)) return failed(created);
		}
	}
	/** Two runs may have opened one each: GitHub has nothing that keeps them from it. The older one stays. */
	async #afterOpening(created, about) {
		const own = "answer" in created ? issueSchema.safeParse(created.answer.data).data : void 0;
		if (own === void 0) return unreadable$1("what it opened");
		const found = await this.#theOneOf(about, own);
		if ("failure" in found) return found;
		const { number = own.number } = found.ok ?? {};
		return { ok: {
			did: number === own.number ? "opened" : "left to another run",
			number
		} };
	}
	/**
	* The issue of a connection; undefined where there is none. Of several the oldest is the one, and the others, which runs at the
	* same time have opened, are closed and lose their mark.
	* @param own one that was opened a moment ago, and may not be listed yet.
	*/
	async #theOneOf(about, own) {
		const listed = await this.#list();
		if ("failure" in listed) return listed;
		const marked = listed.ok.filter(({ body }) => isAbout(markIn(body), about));
		const [oldest, ...younger] = (own === void 0 || marked.some(({ number }) => number === own.number) ? marked : [...marked, own]).toSorted((a, b) => a.number - b.number);
		for (const { number } of younger) {
			const closed = await this.#patch(number, {
				state: "closed",
				state_reason: "not_planned",
				body: `Two runs opened an issue of the same connection at the same time. The one that is kept is #${oldest?.number}.`
			});
			if (closed !== void 0) return closed;
		}
		return { ok: oldest };
	}
	async #update(issue, wanted) {
		const { number } = issue;
		if (markIn(issue.body)?.digest === wanted.digest) return { ok: {
			did: "nothing",
			number
		} };
		const wasOpen = issue.state === "open";
		const state = wanted.isOpen ? { state: "open" } : {
			state: "closed",
			state_reason: "completed"
		};
		const failure = await this.#patch(number, {
			title: wanted.title,
			body: bodyOf(wanted),
			...state
		});
		if (failure !== void 0) return failure;
		if (wanted.isOpen) return { ok: {
			did: wasOpen ? "updated" : "reopened",
			number
		} };
		return { ok: {
			did: wasOpen ? "closed" : "updated",
			number
		} };
	}
	/** All issues with our label, open and closed. */
	async #list() {
		const issues = [];
		for (let page = 1; page <= PAGES; page += 1) {
			const order = {
				sort: "created",
				direction: "asc",
				per_page: PAGE_SIZE,
				page
			};
			const parameters = {
				...this.#repository,
				labels: LABEL.name,
				state: "all",
				...order
			};
			const got = await repeated(this.#clock, () => send(this.#request, "GET /repos/{owner}/{repo}/issues", parameters, this.#cancelled), this.#cancelled);
			if ("failure" in got || got.answer.status !== 200) return failed(got);
			const read = (/* @__PURE__ */ array$1(issueSchema)).safeParse(got.answer.data);
			if (!read.success) return unreadable$1("its list of issues");
			issues.push(...read.data.filter((issue) => issue.pull_request === void 0));
			if (read.data.length < PAGE_SIZE) break;
		}
		return { ok: issues };
	}
	/** Makes the label, by which the issue is found again, before there is an issue to be lost. */
	async #makeLabel() {
		const made = await repeated(this.#clock, () => this.#write("POST /repos/{owner}/{repo}/labels", LABEL), this.#cancelled);
		return "answer" in made && (made.answer.status === 201 || made.answer.status === 422) ? void 0 : failed(made);
	}
	/** @returns the failure, where there is one. */
	async #patch(number, changes) {
		const patched = await repeated(this.#clock, () => this.#write("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
			issue_number: number,
			...changes
		}), this.#cancelled);
		return "answer" in patched && patched.answer.status === 200 ? void 0 : failed(patched);
	}
	async #write(route, parameters) {
		return send(this.#request, route, {
			...this.#repository,
			...parameters
		});
	}
};
function failed(requested) {
	return "failure" in requested ? requested : { failure: failureOf$1(requested.answer) };
}
function unreadable$1(what) {
	return { failure: {
		kind: "unavailable",
		status: 200,
		detail: `${what} cannot be read`
	} };
}
function bodyOf({ about, digest, body }) {
	const mark = {
		connection: about.connection,
		hub: about.hub,
		digest
	};
	return `<!-- ocpi-onboarding ${JSON.stringify(mark).replace(/[<>&-]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)} -->\n${body}`;
}
/** What the first line of a body says; undefined where it says nothing of ours. */
function markIn(body) {
	const [, json] = /^<!-- ocpi-onboarding (\{[^\r\n]*\}) -->\r?(?:\n|$)/.exec(body ?? "") ?? [];
	if (json === void 0) return void 0;
	try {
		return markSchema.safeParse(JSON.parse(json)).data;
	} catch {
		return;
	}
}
function isAbout(mark, { connection, hub }) {
	return mark?.connection === connection && mark.hub === hub;
}
// lib/action/track-issue.js
/** Keeps the issue of a run's connection at GitHub. That it cannot is a warning: the run has done its work. */
function issueOf({ location, githubToken, words, say, cancelled }) {
	return (record) => {
		const connection = nameOf(record);
		const issue = trackedIssue(record, connection, words);
		if (issue === void 0) return void 0;
		const { essence, ...rest } = issue;
		const wanted = {
			...rest,
			about: {
				connection,
				hub: record.hub.url
			},
			digest: createHash("sha256").update(essence).digest("hex")
		};
		return async () => {
			const kept = await new IssueKeeper(requestWith(githubToken), location, clock, cancelled).keep(wanted);
			if ("failure" in kept) return [{
				code: "issue-not-kept",
				failure: kept.failure,
				fork: location.fork
			}];
			const { did, number } = kept.ok;
			if (number === void 0) say("GitHub: there is no issue of this connection, and none is needed.");
			else say(`GitHub: issue #${number} ${did === "nothing" ? "says this already" : `is ${did}`}.`);
			return [];
		};
	};
}
/** What the connection is called: by its parties, where only inputs describe it, because then others have no name either. */
function nameOf({ connection, ownParties }) {
	if (connection !== "default" || ownParties.length === 0) return connection;
	return ownParties.map((party) => `${partyName(party)} (${party.role})`).join(", ");
}
// lib/action/issue-of-task.js
/** How the issue of a task's connection is kept, if it is to have one. */
function keepIssueOf(task, inputs, say, cancelled) {
	if (task?.command !== "verify" || task.issue === void 0) return void 0;
	const { githubToken } = inputs;
	return issueOf({
		location: task.issue,
		githubToken,
		words: wordsFor(inputs),
		say,
		cancelled
	});
}
// lib/action/masks.js
/** Masks many secret inputs: hundreds of lines for the runner, in one write. */
function maskInputs(values) {
	process.stdout.cork();
	try {
		for (const value of values) maskInput(value);
	} finally {
		process.stdout.uncork();
	}
}
/** Masks a secret input, as it was given and without the white space around it. */
function maskInput(value) {
	if (value.trim() === "") return;
	for (const form of /* @__PURE__ */ new Set([value, ...formsToMask(value.trim())])) setSecret(form);
}
/** Masks a token that this run came to know. */
function maskToken(token) {
	for (const form of formsToMask(token.reveal())) setSecret(form);
}
/**
* A token, its Base64, and what it decodes to where that is printable: hubs print what they decoded. The runner masks Base64
* by itself, too.
*/
function formsToMask(token) {
	const text = decodedText(token);
	return [
		token,
		Buffer.from(token, "utf8").toString("base64"),
		...text === void 0 ? [] : [text]
	];
}
// lib/action/token-list.js
const BYTES_LIMIT = 1e5;
/** Reads a JSON object of texts, or lines of `name=token`, which may be commented with `#`. A token is read as it is written. */
function readTokenList(text) {
	const bytes = Buffer.byteLength(text);
	if (bytes > BYTES_LIMIT) return unreadable({
		why: "size",
		bytes
	});
	return text.trimStart().startsWith("{") || text.trimStart().startsWith("[") ? readJson(text) : readLines(text);
}
/** What of an input of tokens is to be masked: each token, or, where it cannot be read, whatever stands in it that may be one. */
function maskable(text, { entries, fault }) {
	if (fault === void 0) return entries.map(({ value }) => value).filter((value) => value.trim() !== "");
	return text.slice(0, BYTES_LIMIT).split(/["'\s=:,{}[\]]+/).filter(({ length }) => length >= SHORTEST_MASK);
}
const SHORTEST_MASK = 8;
function unreadable(fault) {
	return {
		entries: [],
		fault
	};
}
function readJson(text) {
	let value;
	try {
		value = JSON.parse(text);
	} catch {
		return unreadable({ why: "json" });
	}
	if (typeof value !== "object" || value === null || Array.isArray(value)) return unreadable({ why: "object" });
	const wrong = Object.values(value).findIndex((one) => typeof one !== "string");
	if (wrong >= 0) return unreadable({
		why: "value",
		at: wrong + 1
	});
	return {
		entries: [...text.matchAll(/("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*")/g)].map(([, name = "", token = ""]) => ({
			name: String(JSON.parse(name)),
			value: String(JSON.parse(token))
		})),
		fault: void 0
	};
}
function readLines(text) {
	const entries = [];
	for (const [index, line] of text.split(/\r?\n/).entries()) {
		if (/^\s*(?:#|$)/.test(line)) continue;
		const [, name, value = ""] = /^\s*(?:export\s+)?([^\s=]+)=(.*)$/.exec(line) ?? [];
		if (name === void 0) return unreadable({
			why: "line",
			at: index + 1
		});
		entries.push({
			name,
			value: unquoted(value)
		});
	}
	return {
		entries,
		fault: void 0
	};
}
function unquoted(value) {
	return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
// lib/action/inputs.js
/** The commands that this version has. */
const commands = [
	"exchange",
	"verify",
	"preflight",
	"receivers",
	"rehearse",
	"rotate",
	"update",
	"recover",
	"unregister",
	"plan"
];
/** The defaults of `action.yml`, for a caller that is no runner. */
const defaults = {
	command: "exchange",
	config: "ocpi.yml",
	"token-encoding": "auto",
	store: "repository",
	"hub-token-secret": "OCPI_HUB_TOKEN",
	"dry-run": "false",
	"expose-hub-token": "false",
	"check-platform": "require",
	"wait-for-connected": "2m",
	"request-timeout": "30s",
	"fail-on": "error",
	summary: "true",
	"track-issue": "false"
};
/** The inputs that hold credentials tokens. */
const tokenInputs = [
	"initial-token",
	"platform-token",
	"new-platform-token",
	"hub-token"
];
/** The inputs that hold the tokens of many connections. */
const tokensInputs = ["hub-tokens", "platform-tokens"];
[...tokenInputs, ...tokensInputs];
/**
* Reads the step's inputs from the environment, as the runner passes them. A secret is masked the moment it is read, so
* before anything else is printed.
*/
function readInputs() {
	const secrets = [];
	/** A token's input exactly as it was given: a line break at its end is a fault to report, not to hide. */
	const secret = (name) => {
		const value = getInput(name, { trimWhitespace: false });
		maskInput(value);
		const token = value.trim();
		if (token !== "") secrets.push({
			label: name.replaceAll("-", " "),
			reveal: () => token
		});
		return value;
	};
	const token = (name, make) => {
		const value = secret(name);
		return value === "" ? void 0 : new make(value);
	};
	const tokens = (name) => {
		const text = getInput(name, { trimWhitespace: false });
		if (text.trim() === "") return void 0;
		const list = readTokenList(text);
		const label = name.slice(0, -1).replace("-", " ");
		const values = maskable(text, list);
		maskInputs(values);
		for (const value of values) {
			const one = value.trim();
			secrets.push({
				label,
				reveal: () => one
			});
		}
		return list;
	};
	return {
		command: setting("command"),
		config: setting("config"),
		connection: getInput("connection"),
		hubProfile: getInput("hub-profile"),
		hubUrl: getInput("hub-url"),
		platformUrl: getInput("platform-url"),
		role: getInput("role"),
		countryCode: getInput("country-code"),
		partyId: getInput("party-id"),
		businessName: getInput("business-name"),
		initialToken: token("initial-token", InitialToken),
		platformToken: token("platform-token", PlatformToken),
		hubToken: token("hub-token", HubToken),
		newPlatformToken: token("new-platform-token", PlatformToken),
		hubTokens: tokens("hub-tokens"),
		platformTokens: tokens("platform-tokens"),
		recoveryCapsule: getInput("recovery-capsule"),
		samples: linesOf("samples"),
		allowTestWrites: getInput("allow-test-writes", { trimWhitespace: false }),
		tokenEncoding: setting("token-encoding"),
		store: setting("store"),
		vaultCommand: getInput("vault-command"),
		storeEnvironment: getInput("store-environment"),
		hubTokenSecret: setting("hub-token-secret"),
		githubToken: secret("github-token").trim(),
		dryRun: setting("dry-run"),
		exposeHubToken: setting("expose-hub-token"),
		checkPlatform: setting("check-platform"),
		waitForConnected: setting("wait-for-connected"),
		requestTimeout: setting("request-timeout"),
		failOn: setting("fail-on"),
		reportPath: linesOf("report-path"),
		summary: setting("summary"),
		trackIssue: setting("track-issue"),
		secrets
	};
}
/** The tokens that such an input holds; undefined where it was not given. */
function tokensIn(inputs, input) {
	return input === "hub-tokens" ? inputs.hubTokens : inputs.platformTokens;
}
function linesOf(name) {
	return getInput(name).split("\n").map((line) => line.trim()).filter((line) => line !== "");
}
function setting(name) {
	return getInput(name) || defaults[name];
}
const units = {
	s: 1e3,
	m: 6e4,
	h: 36e5
};
/** A duration such as `30s`, `2m` or `1h`, in milliseconds. */
function readDuration(input, value, { atLeast, atMost } = {
	atLeast: 0,
	atMost: 1e400
}) {
	const [, count, unit] = /^(\d{1,6})([smh])$/.exec(value) ?? [];
	const ms = Number(count) * units[unit];
	return ms >= atLeast && ms <= atMost ? { ms } : { finding: {
		code: "input-duration",
		input,
		value
	} };
}
/** Whether a report can be written to a file of this name: its ending says how. */
function isReportPath(path) {
	return /\.(?:json|md|xml)$/.test(path);
}
// lib/core/ocpi/token-strength.js
/**
* An upper bound, in bits, for what a person who guesses has to go through: the randomness that a token of this shape can
* carry, less what is repeated, in sequence or made of words. 0 for a token of few different characters, which no random
* source gives.
*/
function tokenStrength(value) {
	if (new Set(value).size < 8) return 0;
	if (/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(value)) return Math.min(122, guessable(value.replaceAll("-", "")));
	return guessable(value);
}
/** What each character adds, in bits; for one that its neighbours give away much less. */
function guessable(value) {
	const perCharacter = Math.log2(alphabetOf(value));
	const lower = value.toLowerCase();
	const words = wordsIn(lower);
	const between = words.reduce((sum, { from, to }) => sum + to - from, 0) * 2 >= lower.length ? Math.min(perCharacter, DIGIT_BITS) : perCharacter;
	let bits = 0;
	for (let at = 0; at < lower.length;) {
		const length = Math.max(repeatedFrom(lower, at), sequenceFrom(lower, at));
		if (length > 0) {
			bits += Math.min(PATTERN_BITS, perCharacter * length);
			at += length;
		} else {
			bits += words.some(({ from, to }) => at >= from && at < to) ? LETTER_OF_WORD_BITS : between;
			at += 1;
		}
	}
	return bits;
}
/** What a guesser needs to know of a repetition or a sequence. */
const PATTERN_BITS = 8;
/** C. E. Shannon, Prediction and Entropy of Printed English: between one and two bits a letter. */
const LETTER_OF_WORD_BITS = 2;
const DIGIT_BITS = Math.log2(10);
/** How many different characters there may be, by the kinds of those that are there. */
function alphabetOf(value) {
	if (/^[0-9a-f]+$/.test(value) || /^[0-9A-F]+$/.test(value)) return /[a-f]/i.test(value) ? 16 : 10;
	return [
		[/[a-z]/, 26],
		[/[A-Z]/, 26],
		[/\d/, 10],
		[/[-_]/, 2],
		[/[^\w-]/, 30]
	].reduce((sum, [kind, count]) => sum + (kind.test(value) ? count : 0), 0);
}
const SHORTEST_REPETITION = 6;
/** How many characters from here on stand earlier, too; 0 when they are too few to be no chance. */
function repeatedFrom(lower, at) {
	let length = 0;
	while (at + length < lower.length && lower.slice(0, at).includes(lower.slice(at, at + length + 1))) length += 1;
	return length >= SHORTEST_REPETITION ? length : 0;
}
const SHORTEST_SEQUENCE = 6;
const sequences = [
	"abcdefghijklmnopqrstuvwxyz",
	"01234567890",
	"0123456789abcdef",
	"qwertyuiop",
	"asdfghjkl",
	"zxcvbnm"
].flatMap((row) => [row, [...row].toReversed().join("")]);
/** How many characters from here on are one and the same, or follow one another in an alphabet or on a keyboard. */
function sequenceFrom(lower, at) {
	let same = 1;
	while (lower[at + same] === lower[at]) same += 1;
	const rising = sequences.map((row) => {
		const from = row.indexOf(lower[at] ?? " ");
		if (from < 0) return 0;
		let length = 0;
		while (from + length < row.length && lower[at + length] === row[from + length]) length += 1;
		return length;
	});
	const length = Math.max(same, ...rising);
	return length >= SHORTEST_SEQUENCE ? length : 0;
}
const pairs = new Set("th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ss ec ho ow wo rd pa sw la tf fo rm pl ok ke my mp ny ry ge pr tr us ut lo ee op un il et di ge el em ta ns no hu ub in di ia ev em ol rt ct su po ac ag mo so ai bi".split(" "));
/**
* The runs of letters that are words: more than half of the pairs in each of them are common in words, and in all of them together
* so many that chance, which makes one pair in five a common one, does not explain it.
*/
function wordsIn(lower) {
	if (/^[0-9a-f-]+$/.test(lower)) return [];
	const likely = [...lower.matchAll(/[a-z]{4,}/g)].map(({ 0: run, index }) => ({
		from: index,
		to: index + run.length,
		pairs: run.length - 1,
		common: Array.from({ length: run.length - 1 }, (_none, at) => run.slice(at, at + 2)).filter((pair) => pairs.has(pair)).length
	})).filter((run) => run.common >= run.pairs / 2 + 1);
	const sum = (count) => likely.reduce((total, run) => total + run[count], 0);
	return sum("common") >= .45 * sum("pairs") + 3 ? likely : [];
}
// lib/core/checks/payload.js
const URL_MAX_LENGTH = 255;
const NAME_MAX_LENGTH = 100;
/** What a random UUID carries; a platform token must not carry less, because the capsule's key is made from it. */
const TOKEN_MIN_BITS = 122;
/** PAY-02 to PAY-05 for a token that a person gave. At most one finding: the first that explains the others. */
function checkToken(token, input = token.kind) {
	const value = token.reveal();
	if (/^\s/.test(value)) return [{
		code: "token-whitespace",
		input,
		where: "start"
	}];
	if (/\s$/.test(value)) return [{
		code: "token-whitespace",
		input,
		where: "end"
	}];
	if (isRehearsalToken(value)) return [{
		code: "token-rehearsal",
		input
	}];
	if (value.startsWith("ocpi-")) return [{
		code: "token-capsule",
		input
	}];
	if (isShortened(value)) return [{
		code: "token-shortened",
		input
	}];
	if (token.kind === "hub-token") return [];
	if (hasScheme(value)) return [{
		code: "token-scheme",
		input
	}];
	if (isPlaceholderToken(value)) return [{
		code: "token-placeholder",
		input
	}];
	if (!hasOnlyTokenCharacters(value)) return [{
		code: "token-characters",
		input
	}];
	if (value.length > 64) return [{
		code: "token-length",
		input,
		encoded: token.seemsEncoded
	}];
	return [];
}
/** What is left of a token in a text that shortens or masks it. */
function isShortened(value) {
	return /[…•●]/.test(value) || /^\*+$/.test(value);
}
/** PAY-06: the platform token must be hard to guess. */
function checkStrength(token, input = token.kind) {
	return tokenStrength(token.reveal()) < TOKEN_MIN_BITS ? [{
		code: "token-weak",
		input
	}] : [];
}
/** PAY-07: no two of the tokens are the same, each by the name of its input. */
function checkDistinct(tokens) {
	const given = Object.entries(tokens).filter((entry) => entry[1] !== void 0);
	return given.flatMap(([input, token], index) => given.slice(index + 1).filter(([, other]) => other.equals(token)).map(([other]) => ({
		code: "token-same",
		input,
		other
	})));
}
/**
* PAY-10, PAY-11, PAY-13: the URL is absolute, https, not too long and without credentials.
* @param sandbox whether the hub is on this machine; then a URL whose own host is this machine, too, may do without https.
*/
function checkUrl(value, source, sandbox, expected = "https://your-platform.com/ocpi/2.2.1") {
	const parsed = URL.parse(value);
	if (parsed === null || !/^https?:$/.test(parsed.protocol) || /\s/.test(value)) return [{
		code: "url-malformed",
		source,
		value,
		expected
	}];
	if (parsed.username !== "" || parsed.password !== "") return [{
		code: "url-credentials",
		source
	}];
	if (parsed.protocol === "http:" && !(sandbox && isLoopback(value))) return [{
		code: "url-insecure",
		source,
		value
	}];
	if (value.length > URL_MAX_LENGTH) return [{
		code: "url-length",
		source,
		length: value.length
	}];
	return [];
}
/**
* PAY-16 to PAY-29 for `roles`. `sourceOf` tells where a role's field was given.
* @param isApplicant the account team has yet to assign the party's codes: they may be empty.
*/
function checkRoles(roles, profile, sourceOf, isApplicant = false) {
	if (roles.length === 0) return [{
		code: "roles-empty",
		source: sourceOf(0, "")
	}];
	return [...roles.flatMap((role, index) => checkRole(role, profile, (field) => sourceOf(index, field), isApplicant)), ...checkUnique(roles, (index) => sourceOf(index, "party_id"))];
}
function checkRole(role, profile, sourceOf, isApplicant) {
	const { country_code: country, party_id: party } = role;
	return [
		...checkRoleName(role.role, profile, sourceOf),
		...isApplicant && country === "" ? [] : checkCountry(country, profile, sourceOf),
		...isApplicant && party === "" ? [] : checkPartyId(party, sourceOf),
		...checkNotHub(role, profile, sourceOf),
		...checkBusinessDetails(role, sourceOf)
	];
}
function checkRoleName(value, profile, sourceOf) {
	if (value === "HUB") return [{
		code: "role-hub",
		source: sourceOf("role")
	}];
	if (profile.roles.some((role) => role === value)) return [];
	if (roleNames.some((role) => role === value.toUpperCase()) && value !== value.toUpperCase()) return [{
		code: "lower-case",
		source: sourceOf("role"),
		value
	}];
	return [{
		code: "role-unknown",
		source: sourceOf("role"),
		value,
		allowed: profile.roles
	}];
}
function checkCountry(value, profile, sourceOf) {
	if (!isCountryCode(value.toUpperCase())) return [{
		code: "country-code",
		source: sourceOf("country_code"),
		value
	}];
	if (value !== value.toUpperCase()) return [{
		code: "lower-case",
		source: sourceOf("country_code"),
		value
	}];
	if (profile.country !== void 0 && value !== profile.country) return [{
		code: "country-foreign",
		source: sourceOf("country_code"),
		value,
		expected: profile.country
	}];
	return [];
}
function checkPartyId(value, sourceOf) {
	if (!/^[A-Za-z0-9]{3}$/.test(value)) return [{
		code: "party-id",
		source: sourceOf("party_id"),
		value
	}];
	return value === value.toUpperCase() ? [] : [{
		code: "lower-case",
		source: sourceOf("party_id"),
		value
	}];
}
function checkNotHub(role, profile, sourceOf) {
	const name = partyName(role);
	return profile.hub !== void 0 && name.toUpperCase() === partyName(profile.hub) ? [{
		code: "party-is-hub",
		source: sourceOf("party_id"),
		party: name
	}] : [];
}
function checkBusinessDetails(role, sourceOf) {
	const details = role.business_details;
	if (details === void 0) return [{
		code: "business-details",
		source: sourceOf("business_details")
	}];
	const name = details.name;
	return name.trim() === "" || name.length > NAME_MAX_LENGTH || /[\u0000-\u001F\u007F]/.test(name) ? [{
		code: "business-name",
		source: sourceOf("business_details.name"),
		length: name.length
	}] : [];
}
function checkUnique(roles, sourceOf) {
	const seen = /* @__PURE__ */ new Set();
	return roles.flatMap((role, index) => {
		const key = `${role.role} ${partyName(role)}`.toUpperCase();
		const again = seen.has(key);
		seen.add(key);
		return again ? [{
			code: "party-twice",
			source: sourceOf(index),
			party: partyName(role),
			role: role.role
		}] : [];
	});
}
/** PAY-26: the parties given inline are among those that the file names as assigned. */
function checkAssigned(given, assigned) {
	if (assigned.length === 0) return [];
	const known = assigned.map(partyName);
	return given.filter((party) => !known.includes(partyName(party))).map((party) => ({
		code: "party-other-than-assigned",
		party: partyName(party),
		assigned: known
	}));
}
// lib/core/ocpi/public-address.js
const special = new BlockList();
for (const [net, bits] of [
	["0.0.0.0", 8],
	["10.0.0.0", 8],
	["100.64.0.0", 10],
	["127.0.0.0", 8],
	["169.254.0.0", 16],
	["172.16.0.0", 12],
	["192.0.0.0", 24],
	["192.0.2.0", 24],
	["192.168.0.0", 16],
	["198.18.0.0", 15],
	["198.51.100.0", 24],
	["203.0.113.0", 24],
	["224.0.0.0", 3]
]) special.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
	["::", 127],
	["100::", 64],
	["2001:db8::", 32],
	["fc00::", 7],
	["fe80::", 10],
	["ff00::", 8]
]) special.addSubnet(net, bits, "ipv6");
/** Whether an IP address is one of the internet. An IPv4 address in IPv6 form counts as what it is. */
function isPublicAddress(address) {
	const family = isIP(address);
	return family !== 0 && !special.check(address, family === 6 ? "ipv6" : "ipv4");
}
const placeholders = /(?:^|\.)(?:example\.(?:com|org|net)|your-platform\.com|your-company\.com)$/;
const internalNames = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|intranet|localdomain|svc|home\.arpa)$/;
/** What is wrong with the host of a URL that a hub has to reach, as far as its name says. */
function hostFault(url) {
	const host = url.hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
	if (isIP(host) !== 0) return isPublicAddress(host) ? void 0 : "private";
	if (placeholders.test(host)) return "placeholder";
	return internalNames.test(host) || !host.includes(".") ? "private" : void 0;
}
// lib/core/checks/platform-url.js
/**
* PAY-12, PAY-14, PAY-15: what the text of a platform's URL says of it. OCPI asks for the address of the list of versions, and
* some hubs for that of the version details. Of a platform on this machine nothing is said: it is a sandbox's.
* @param value a URL that {@link checkUrl} finds nothing wrong with.
*/
function checkPlatformUrl(value, source, profile) {
	const url = URL.parse(value);
	if (url === null || isLoopback(value)) return [];
	return [...hostFault(url) === "placeholder" ? [{
		code: "url-placeholder",
		source,
		host: url.hostname
	}] : [], ...checkPath(url, {
		source,
		value
	}, profile)];
}
function checkPath({ origin, pathname }, given, { platformUrl, version }) {
	const path = pathname.replace(/\/+$/, "");
	const asked = platformUrl === "versions" ? "versions" : "details";
	const last = asked === "versions" ? "versions" : version;
	if (path === "") return [{
		code: "platform-url-pathless",
		...given,
		asked,
		expected: `${origin}/ocpi/${last}`
	}];
	const base = origin + path.slice(0, path.lastIndexOf("/"));
	if (path.endsWith("/credentials")) {
		const details = base.endsWith(`/${version}`) ? base : `${base}/${version}`;
		const expected = asked === "details" ? details : `${details.slice(0, -version.length)}versions`;
		return [{
			code: "platform-url-credentials",
			...given,
			asked,
			expected
		}];
	}
	if (asked === "details" && path.endsWith("/versions")) return [{
		code: "platform-url-versions",
		...given,
		expected: `${base}/${version}`
	}];
	if (asked === "versions" && path.endsWith(`/${version}`)) return [{
		code: "platform-url-details",
		...given,
		expected: `${base}/versions`
	}];
	return [];
}
// lib/core/config/reported-findings.js
/** How many findings of one file are reported: after a hundred the user can ask again. */
const REPORTED_LIMIT = 100;
/**
* The findings of a file that are reported. Where there are too many, errors come before what is only worth knowing, and the last
* one says how many more there are.
*/
function reportedOf(found, path) {
	const news = found.filter((finding) => finding.code !== "config-more");
	const more = found.reduce((count, finding) => count + (finding.code === "config-more" ? finding.count : 0), Math.max(0, news.length - REPORTED_LIMIT));
	if (more === 0) return news;
	const isError = (finding) => offlineEntryFor(finding).severity === "error";
	const sorted = [...news.filter(isError), ...news.filter((finding) => !isError(finding))];
	const position = positionOf(sorted[REPORTED_LIMIT] ?? found.find(({ code }) => code === "config-more")) ?? {
		line: 1,
		column: 1
	};
	return [...sorted.slice(0, REPORTED_LIMIT), {
		code: "config-more",
		path,
		position,
		count: more
	}];
}
/** Where a finding is in its file. */
function positionOf(finding) {
	if (finding === void 0) return void 0;
	if ("position" in finding) return finding.position;
	return "source" in finding ? finding.source.position : void 0;
}
// lib/core/config/description.js
/**
* Checks a description offline, for a run that looks at the platform alone. A party may be without its codes: the account team has
* not assigned them yet. Nothing is asked of the network.
*/
function describedPlatform(description) {
	const { hubUrl, platformUrl, roles, sourceOfRole } = description;
	const profile = profileOf$1(description);
	const sandbox = isLoopback(hubUrl?.value ?? platformUrl?.value ?? "");
	return connectionOf(description, profile, hubUrl === void 0 ? void 0 : hubAddress(hubUrl.value, profile), [
		...hubUrl === void 0 ? [] : checkHubUrl(hubUrl, profile, sandbox),
		...checkPlatformSide(description, profile, sandbox),
		...platformUrl === void 0 || sandbox ? [] : checkPublic(platformUrl),
		...roles.length > 0 ? checkRoles(roles, profile, sourceOfRole, true) : []
	]);
}
/**
* Checks a description offline and makes a connection of it. Nothing is asked of the network.
* @param registers whether the connection is to be registered, so that the platform's side must be complete.
*/
function describedConnection(description, registers) {
	const { hubUrl, roles } = description;
	const profile = profileOf$1(description);
	const sandbox = isLoopback(hubUrl.value);
	const address = hubAddress(hubUrl.value, profile);
	const found = [
		...checkHubUrl(hubUrl, profile, sandbox),
		...description.allowedOrigins.flatMap(({ value, source }) => checkOrigin(value, source, sandbox)),
		...checkPlatformSide(description, profile, sandbox),
		...registers || roles.length > 0 ? checkRoles(roles, profile, description.sourceOfRole) : []
	];
	const described = connectionOf(description, profile, address, found);
	if ("findings" in described || address === void 0) return { findings: reportedIn(description, found) };
	return { connection: {
		...described.connection,
		address
	} };
}
/** PRT-01: who plays the hub does not call what no hub can reach. A name may lead there, too: that is for the run to see. */
function checkPublic({ value, source }) {
	const url = URL.parse(value);
	return url !== null && hostFault(url) === "private" ? [{
		code: "url-private",
		source,
		host: url.hostname
	}] : [];
}
function checkPlatformSide({ platformUrl, receivers }, profile, sandbox) {
	const ofReceivers = receivers.flatMap(({ value, source }) => checkUrl(value, source, sandbox));
	if (platformUrl === void 0) return ofReceivers;
	const { value, source } = platformUrl;
	const ofPlatform = checkUrl(value, source, sandbox);
	return [...ofPlatform.length > 0 ? ofPlatform : checkPlatformUrl(value, source, profile), ...ofReceivers];
}
function connectionOf(description, profile, address, found) {
	const findings = reportedIn(description, found);
	if (found.some((finding) => offlineEntryFor(finding).severity === "error")) return { findings };
	return { connection: {
		name: description.name,
		profile,
		encodings: description.encoding === "auto" ? profile.encodings : [description.encoding],
		address,
		allowedOrigins: description.allowedOrigins.map(({ value }) => new URL(value).origin),
		roles: description.roles,
		receivers: Object.fromEntries(description.receivers.map(({ module, value }) => [module, value])),
		routing: description.routing,
		warnings: findings
	} };
}
function reportedIn({ hubUrl, platformUrl }, found) {
	return reportedOf(found, hubUrl?.source.file ?? platformUrl?.source.file ?? "ocpi.yml");
}
/** The profile of the hub, with the party that the description names for it. */
function profileOf$1({ profile, hubParty }) {
	if (hubParty === void 0) return profile;
	const [country_code = "", party_id = ""] = hubParty.split("*");
	return {
		...profile,
		hub: {
			role: "HUB",
			country_code,
			party_id
		}
	};
}
function checkHubUrl({ value, source }, profile, sandbox) {
	const findings = checkUrl(value, source, sandbox, "https://hub.chargeindia.com");
	const known = hubAddress(value, profile) !== void 0;
	if (findings.length > 0 || known) return findings;
	const mistaken = mistakenAddress(value, profile);
	if (mistaken !== void 0) return [{
		code: "hub-url-mistaken",
		source,
		value,
		...mistaken
	}];
	return [{
		code: "hub-url-path",
		source,
		value,
		versionsPath: profile.paths?.versions
	}];
}
function checkOrigin(value, source, sandbox) {
	const findings = checkUrl(value, source, sandbox);
	if (findings.length > 0 || new URL(value).origin === value.replace(/\/$/, "")) return findings;
	return [{
		code: "url-malformed",
		source,
		value,
		expected: new URL(value).origin
	}];
}
// lib/core/profiles/chargeindia.js
/** ChargeIndia Hub, as its partner documentation describes it. */
const chargeindia = {
	name: "chargeindia",
	title: "ChargeIndia Hub",
	version: "2.2.1",
	hub: {
		role: "HUB",
		country_code: "IN",
		party_id: "CIH"
	},
	paths: {
		versions: "/ocpi/versions",
		details: "/ocpi/2.2.1",
		credentials: "/ocpi/2.2.1/credentials",
		hubclientinfo: "/ocpi/2.2.1/hubclientinfo",
		locations: "/ocpi/2.2.1/locations"
	},
	encodings: ["plain", "base64"],
	documentsGuards: true,
	roles: ["CPO", "EMSP"],
	country: "IN",
	currency: "INR",
	unauthorisedCode: 2002,
	rateLimitedCode: 2004,
	codeMeanings: {
		2e3: "a general error",
		2002: "unauthorised: wrong or revoked token, or suspended party",
		2003: "not found",
		2004: "rate limit exceeded"
	},
	confirms: true,
	unregisters: false,
	listsCaller: true,
	platformUrl: "details",
	singleParty: true,
	healthPath: "/ocpi/versions",
	routes: true,
	receiverBase: "/ocpi/2.2.1",
	offers: {
		CPO: [
			["locations", "RECEIVER"],
			["tariffs", "RECEIVER"],
			["sessions", "RECEIVER"],
			["cdrs", "RECEIVER"]
		],
		EMSP: [
			["locations", "SENDER"],
			["tariffs", "SENDER"],
			["tokens", "RECEIVER"],
			["commands", "RECEIVER"]
		]
	},
	receivers: [
		{
			module: "tokens",
			interfaceRole: "RECEIVER",
			roles: ["CPO"],
			method: "PUT",
			path: "/{country_code}/{party_id}/{token_uid}/authorize"
		},
		{
			module: "commands",
			interfaceRole: "RECEIVER",
			roles: ["CPO"],
			method: "POST",
			path: "/{command}"
		},
		{
			module: "sessions",
			interfaceRole: "RECEIVER",
			roles: ["EMSP"],
			method: "PUT",
			path: "/{country_code}/{party_id}/{session_id}"
		},
		{
			module: "cdrs",
			interfaceRole: "RECEIVER",
			roles: ["EMSP"],
			method: "POST",
			path: ""
		},
		{
			module: "versions",
			interfaceRole: void 0,
			roles: ["CPO", "EMSP"],
			method: "GET",
			path: ""
		}
	],
	platformModules: {
		CPO: [["tokens", "RECEIVER"], ["commands", "RECEIVER"]],
		EMSP: [["sessions", "RECEIVER"], ["cdrs", "RECEIVER"]]
	},
	sendsRoutingHeaders: false,
	authorizeAlso: ["UNKNOWN"],
	severities: {
		"PRT-15": "warning",
		"PRT-17": "warning",
		"PRT-20": "info",
		"PRT-23": "info",
		"PRT-31": "info",
		"RCV-13": "warning",
		"RCV-14": "error",
		"RCV-18": "info",
		"RCV-19": "info"
	}
};
// lib/core/profiles/ocpi-2.2.1.js
/** Any hub that keeps to OCPI 2.2.1-d2. */
const ocpi221 = {
	name: "ocpi-2.2.1",
	title: "the hub",
	version: "2.2.1",
	hub: void 0,
	paths: void 0,
	encodings: ["base64", "plain"],
	documentsGuards: false,
	roles: roleNames.filter((role) => role !== "HUB"),
	country: void 0,
	currency: void 0,
	unauthorisedCode: void 0,
	rateLimitedCode: void 0,
	codeMeanings: {},
	confirms: false,
	unregisters: true,
	listsCaller: false,
	platformUrl: "versions",
	singleParty: false,
	healthPath: void 0,
	routes: false,
	offers: {
		CPO: [
			["locations", "RECEIVER"],
			["tariffs", "RECEIVER"],
			["sessions", "RECEIVER"],
			["cdrs", "RECEIVER"],
			["tokens", "SENDER"]
		],
		EMSP: [
			["locations", "SENDER"],
			["tariffs", "SENDER"],
			["sessions", "SENDER"],
			["cdrs", "SENDER"],
			["tokens", "RECEIVER"],
			["commands", "RECEIVER"]
		],
		NSP: [["locations", "SENDER"], ["tariffs", "SENDER"]],
		NAP: [["locations", "SENDER"], ["tariffs", "SENDER"]],
		SCSP: [["sessions", "SENDER"], ["chargingprofiles", "RECEIVER"]]
	},
	receivers: [
		{
			module: "tokens",
			interfaceRole: "RECEIVER",
			roles: ["CPO"],
			method: "PUT",
			path: "/{country_code}/{party_id}/{token_uid}"
		},
		{
			module: "commands",
			interfaceRole: "RECEIVER",
			roles: ["CPO"],
			method: "POST",
			path: "/{command}"
		},
		{
			module: "locations",
			interfaceRole: "RECEIVER",
			roles: [
				"EMSP",
				"NSP",
				"NAP"
			],
			method: "PUT",
			path: "/{country_code}/{party_id}/{location_id}"
		},
		{
			module: "tariffs",
			interfaceRole: "RECEIVER",
			roles: ["EMSP", "NSP"],
			method: "PUT",
			path: "/{country_code}/{party_id}/{tariff_id}"
		},
		{
			module: "sessions",
			interfaceRole: "RECEIVER",
			roles: ["EMSP", "SCSP"],
			method: "PUT",
			path: "/{country_code}/{party_id}/{session_id}"
		},
		{
			module: "cdrs",
			interfaceRole: "RECEIVER",
			roles: ["EMSP"],
			method: "POST",
			path: ""
		},
		{
			module: "tokens",
			interfaceRole: "SENDER",
			roles: ["EMSP"],
			method: "POST",
			path: "/{token_uid}/authorize"
		},
		{
			module: "hubclientinfo",
			interfaceRole: "RECEIVER",
			roles: [
				"CPO",
				"EMSP",
				"NSP",
				"NAP",
				"SCSP"
			],
			method: "PUT",
			path: "/{country_code}/{party_id}"
		}
	],
	receiverBase: void 0,
	platformModules: {
		CPO: [
			["locations", "SENDER"],
			["tariffs", "SENDER"],
			["sessions", "SENDER"],
			["cdrs", "SENDER"],
			["tokens", "RECEIVER"],
			["commands", "RECEIVER"]
		],
		EMSP: [
			["tokens", "SENDER"],
			["locations", "RECEIVER"],
			["tariffs", "RECEIVER"],
			["sessions", "RECEIVER"],
			["cdrs", "RECEIVER"]
		]
	},
	sendsRoutingHeaders: true,
	authorizeAlso: [],
	severities: { "RCV-14": "info" }
};
// lib/core/profiles/hubs.js
/** The hubs that we know. */
const profiles = [chargeindia, ocpi221];
/** The hub where neither an input nor the file names one. */
const defaultProfile = chargeindia;
/** The names that `hub-profile` may have. */
const profileNames = profiles.map((profile) => profile.name);
/** The profile of this name, or undefined. */
function profileNamed(name) {
	return profiles.find((profile) => profile.name === name);
}
// lib/core/config/file-description.js
/**
* What an entry of `connections` says.
* @param sourceOf where in the file a value of the entry stands.
*/
function describedIn(entry, name, sourceOf) {
	const { hub, platform, receivers = {}, routing = [] } = entry;
	const placed = (value, path) => ({
		value,
		get source() {
			return sourceOf(path);
		}
	});
	const given = (value, ...path) => value === void 0 ? void 0 : placed(value, path);
	return {
		name,
		profileName: given(hub?.profile, "hub", "profile"),
		hubUrl: given(hub?.url, "hub", "url"),
		encoding: hub?.token_encoding ?? "auto",
		hubParty: hub?.party,
		allowedOrigins: (hub?.allowed_origins ?? []).map((value, index) => placed(value, [
			"hub",
			"allowed_origins",
			index
		])),
		platformUrl: given(platform?.url, "platform", "url"),
		roles: platform?.roles ?? [],
		receivers: Object.entries(receivers).map(([module, value]) => ({
			module,
			value,
			source: sourceOf(["receivers", module])
		})),
		routing,
		sourceOfRole: (index, field) => sourceOf([
			"platform",
			"roles",
			index,
			...field.split(".").filter((part) => part !== "")
		])
	};
}
// lib/action/all-commands.js
/** The commands that look at every connection in one step. */
const commandsForAll = ["verify", "preflight"];
/** Whether a command knows what `connection: all` means: a plan, too, spreads every connection over jobs. */
function takesAll(command) {
	return command === "plan" || commandsForAll.some((one) => one === command);
}
// node_modules/leven/index.js
const array = [];
const characterCodeCache = [];
function leven(first, second, options) {
	if (first === second) return 0;
	const maxDistance = options?.maxDistance;
	const swap = first;
	if (first.length > second.length) {
		first = second;
		second = swap;
	}
	let firstLength = first.length;
	let secondLength = second.length;
	while (firstLength > 0 && first.charCodeAt(~-firstLength) === second.charCodeAt(~-secondLength)) {
		firstLength--;
		secondLength--;
	}
	let start = 0;
	while (start < firstLength && first.charCodeAt(start) === second.charCodeAt(start)) start++;
	firstLength -= start;
	secondLength -= start;
	if (maxDistance !== void 0 && secondLength - firstLength > maxDistance) return maxDistance;
	if (firstLength === 0) return maxDistance !== void 0 && secondLength > maxDistance ? maxDistance : secondLength;
	let bCharacterCode;
	let result;
	let temporary;
	let temporary2;
	let index = 0;
	let index2 = 0;
	while (index < firstLength) {
		characterCodeCache[index] = first.charCodeAt(start + index);
		array[index] = ++index;
	}
	while (index2 < secondLength) {
		bCharacterCode = second.charCodeAt(start + index2);
		temporary = index2++;
		result = index2;
		for (index = 0; index < firstLength; index++) {
			temporary2 = bCharacterCode === characterCodeCache[index] ? temporary : temporary + 1;
			temporary = array[index];
			result = array[index] = temporary > result ? temporary2 > result ? result + 1 : temporary2 : temporary2 > temporary ? temporary + 1 : temporary2;
		}
		if (maxDistance !== void 0) {
			let rowMinimum = result;
			for (index = 0; index < firstLength; index++) if (array[index] < rowMinimum) rowMinimum = array[index];
			if (rowMinimum > maxDistance) return maxDistance;
		}
	}
	array.length = firstLength;
	characterCodeCache.length = firstLength;
	return maxDistance !== void 0 && result > maxDistance ? maxDistance : result;
}
function closestMatch(target, candidates, options) {
	if (!Array.isArray(candidates) || candidates.length === 0) return;
	const userMax = options?.maxDistance;
	const targetLength = target.length;
	for (const candidate of candidates) if (candidate === target) return candidate;
	if (userMax === 0) return;
	let best;
	let bestDist = Number.POSITIVE_INFINITY;
	const seen = /* @__PURE__ */ new Set();
	for (const candidate of candidates) {
		if (seen.has(candidate)) continue;
		seen.add(candidate);
		const lengthDiff = Math.abs(candidate.length - targetLength);
		if (lengthDiff >= bestDist) continue;
		if (userMax !== void 0 && lengthDiff > userMax) continue;
		const cap = Number.isFinite(bestDist) ? userMax === void 0 ? bestDist : Math.min(bestDist, userMax) : userMax;
		const distance = cap === void 0 ? leven(target, candidate) : leven(target, candidate, { maxDistance: cap });
		if (userMax !== void 0 && distance > userMax) continue;
		let actualD = distance;
		if (cap !== void 0 && distance === cap && cap === userMax) actualD = leven(target, candidate);
		if (actualD < bestDist) {
			bestDist = actualD;
			best = candidate;
			if (bestDist === 0) break;
		}
	}
	if (userMax !== void 0 && bestDist > userMax) return;
	return best;
}
// lib/action/not-one-of.js
const MAX_DISTANCE$1 = 3;
/** That an input has none of its values, and which one was probably meant. */
function notOneOf(input, value, allowed) {
	return {
		code: "input-not-one-of",
		input,
		value,
		allowed,
		nearest: value === "" ? void 0 : closestMatch(value.toLowerCase(), allowed, { maxDistance: MAX_DISTANCE$1 })
	};
}
// lib/action/nearest-names.js
const MAX_DISTANCE = 3;
/** The names with those first that are most like what was written; of two that are alike, the first of them. */
function nearestFirst(written, names) {
	return measured(written, names).map(({ name }) => name);
}
/**
* The name that was probably meant. Where two are as near as each other it is none: of `cpo-001` to `cpo-300` each is one letter
* away from many, and a guess would mislead.
*/
function nearestName(written, names) {
	const [first, second] = measured(written, names);
	if (first === void 0 || first.distance > MAX_DISTANCE || first.distance === second?.distance) return void 0;
	return first.name;
}
function measured(written, names) {
	const text = written.toLowerCase();
	return names.map((name) => ({
		name,
		distance: leven(text, name.toLowerCase(), { maxDistance: 4 })
	})).toSorted((a, b) => a.distance - b.distance);
}
// lib/action/unknown-connection.js
/** That the config has no connection of this name, and which one was probably meant. */
function unknownConnection(name, known, command) {
	return {
		code: "connection-unknown",
		name,
		known: nearestFirst(name, known),
		nearest: nearestName(name, known),
		takesAll: takesAll(command)
	};
}
// lib/action/connection-inputs.js
/** The connection as the file, the inputs and a recovery capsule describe it together. An input wins, and the run says so. */
function readDescription(sources, needs) {
	const reader = new DescriptionReader(sources, needs);
	return {
		description: reader.read(),
		faults: reader.faults,
		warnings: reader.warnings
	};
}
/** The inputs of what the account team assigns. */
const assignedCodes = /* @__PURE__ */ new Set(["`country-code`", "`party-id`"]);
var DescriptionReader = class {
	faults = [];
	warnings = [];
	#sources;
	#needs;
	constructor(sources, needs) {
		this.#sources = sources;
		this.#needs = needs;
	}
	read() {
		const inFile = this.#chosen();
		if (inFile === void 0) return void 0;
		const parties = this.#parties(inFile);
		if (parties === void 0) return void 0;
		const { inputs } = this.#sources;
		const described = {
			...inFile,
			...parties,
			hubUrl: this.#hubUrl(inFile),
			platformUrl: given$1("platform-url", inputs.platformUrl) ?? inFile.platformUrl,
			profileName: given$1("hub-profile", inputs.hubProfile) ?? inFile.profileName,
			encoding: this.#encoding(inFile)
		};
		this.#reportMissing(described);
		this.#reportHubTwice(inFile);
		const profile = this.#profile(described);
		this.#reportOverrides(inFile);
		const { hubUrl } = described;
		this.#reportUnnamed(described);
		if (!(this.#needs.looksAtPlatform ? described.platformUrl !== void 0 : hubUrl !== void 0) || profile === void 0) return void 0;
		return {
			...described,
			hubUrl,
			profile,
			allowedOrigins: this.#allowedOrigins(inFile)
		};
	}
	/** The connection that the run is about, as the file describes it. A capsule needs none: it knows its hub and its parties. */
	#chosen() {
		const { file, inputs } = this.#sources;
		const wanted = inputs.connection;
		const undescribed = describedIn({}, wanted || "default", () => ({ name: "config" }));
		if (file === void 0) return undescribed;
		const known = wanted !== "" && Object.hasOwn(file.connections, wanted) ? [] : Object.keys(file.connections);
		const name = wanted || (known.length === 1 ? known[0] : void 0);
		if (name === void 0) {
			if (known.length === 0 || this.#needs.recovers && this.#namesSecret) return undescribed;
			this.faults.push({
				code: "connection-ambiguous",
				known,
				takesAll: takesAll(inputs.command)
			});
			return;
		}
		const entry = Object.hasOwn(file.connections, name) ? file.connections[name] : void 0;
		if (entry === void 0) {
			this.faults.push(unknownConnection(name, known, inputs.command));
			return;
		}
		return describedIn(entry, name, (path) => file.sourceOf([
			"connections",
			name,
			...path
		]));
	}
	/** Whether it is known without a connection which secret is meant: of several in a repository each has its own. */
	get #namesSecret() {
		const { store, hubTokenSecret } = this.#sources.inputs;
		return store !== "repository" || hubTokenSecret !== defaults["hub-token-secret"];
	}
	/** The party of the inputs, which are all given or none; else those of the file. */
	#parties({ roles }) {
		const { role, countryCode, partyId, businessName } = this.#sources.inputs;
		const missing = Object.entries({
			role,
			"country-code": countryCode,
			"party-id": partyId,
			"business-name": businessName
		}).flatMap(([name, value]) => value === "" ? [`\`${name}\``] : []);
		if (missing.length === 4) return {};
		const needed = this.#needs.looksAtPlatform ? missing.filter((name) => !assignedCodes.has(name)) : missing;
		if (needed.length > 0) {
			this.faults.push({
				code: "party-incomplete",
				missing: needed
			});
			return;
		}
		const party = {
			role,
			country_code: countryCode,
			party_id: partyId,
			business_details: { name: businessName }
		};
		if (missing.length === 0) this.warnings.push(...checkAssigned([party], roles));
		return {
			roles: [party],
			sourceOfRole: (_index, field) => ({ name: inlineNames[field] ?? "role" })
		};
	}
	/** How the hub takes the token in the header. `auto`, the default, leaves it to the file. */
	#encoding({ encoding }) {
		const value = this.#sources.inputs.tokenEncoding;
		const found = encodings.find((one) => one === value);
		if (found === void 0) this.faults.push(notOneOf("token-encoding", value, encodings));
		return found === void 0 || found === "auto" ? encoding : found;
	}
	/** Where a token out of a capsule is proven: where it was issued. A hub that is given as well has to be the same one. */
	#hubUrl(inFile) {
		const url = given$1("hub-url", this.#sources.inputs.hubUrl) ?? inFile.hubUrl;
		const ofCapsule = this.#capsulesHub;
		if (ofCapsule === void 0) return url;
		return url === void 0 || originOf(url.value) === originOf(ofCapsule.value) ? ofCapsule : url;
	}
	/** The hub of the capsule that is to be recovered. */
	get #capsulesHub() {
		const { capsule } = this.#sources.runner;
		if (!this.#needs.recovers || capsule === void 0 || !("content" in capsule)) return void 0;
		return {
			value: capsule.content.versions_url,
			source: { name: "recovery-capsule" }
		};
	}
	#profile({ profileName }) {
		const ofCapsule = this.#capsulesHub;
		if (profileName === void 0 && ofCapsule !== void 0) return profileAt(ofCapsule.value);
		const profile = profileNamed(profileName?.value ?? defaultProfile.name);
		if (profile === void 0) this.faults.push(notOneOf("hub-profile", this.#sources.inputs.hubProfile, profileNames));
		return profile;
	}
	#allowedOrigins({ allowedOrigins }) {
		if (this.#sources.isTrusted || allowedOrigins.length === 0) return allowedOrigins;
		const { event } = this.#sources.runner;
		this.warnings.push({
			code: "event-ignores-origins",
			event,
			origins: allowedOrigins.map(({ value }) => value)
		});
		return [];
	}
	#reportMissing({ hubUrl, platformUrl, roles }) {
		const { file, inputs, runner } = this.#sources;
		const { presentsPlatform, looksAtPlatform, sends } = this.#needs;
		const missing = [
			...hubUrl === void 0 && (!looksAtPlatform || sends.toHub) ? ["hub-url"] : [],
			...(presentsPlatform || looksAtPlatform) && platformUrl === void 0 ? ["platform-url"] : [],
			...presentsPlatform && file === void 0 && roles.length === 0 ? [
				"role",
				"country-code",
				"party-id",
				"business-name"
			] : []
		];
		if (missing.length === 0) return;
		if (file === void 0) {
			this.faults.push({
				code: "config-missing",
				path: inputs.config,
				workspaceEmpty: runner.workspaceEmpty,
				missing
			});
			return;
		}
		for (const input of missing) this.faults.push({
			code: "input-missing",
			input,
			secret: false,
			hint: "no-connection"
		});
	}
	#reportHubTwice({ hubUrl }) {
		const input = this.#sources.inputs.hubUrl;
		if (input === "" || hubUrl === void 0 || originOf(input) === originOf(hubUrl.value)) return;
		this.faults.push({
			code: "hub-twice",
			input,
			file: hubUrl.value
		});
	}
	#reportOverrides({ hubUrl, profileName, platformUrl, roles, encoding }) {
		const { inputs } = this.#sources;
		const overriding = [
			[
				"hub-url",
				inputs.hubUrl,
				hubUrl?.value
			],
			[
				"hub-profile",
				inputs.hubProfile,
				profileName?.value
			],
			[
				"platform-url",
				inputs.platformUrl,
				platformUrl?.value
			],
			[
				"token-encoding",
				chosen(inputs.tokenEncoding) ?? "",
				chosen(encoding)
			],
			[
				"role",
				inputs.role,
				roles.length === 0 ? void 0 : ""
			]
		].flatMap(([name, input, inFile]) => input !== "" && inFile !== void 0 && input !== inFile ? [name] : []);
		if (overriding.length > 0) this.warnings.push({
			code: "input-overrides-file",
			inputs: overriding
		});
	}
	/** A file that a pull request may have written names no host to which a token goes. */
	#reportUnnamed({ hubUrl, platformUrl }) {
		const { isTrusted, runner } = this.#sources;
		const { sends } = this.#needs;
		const targets = [{
			input: "hub-url",
			isSentTo: sends.toHub,
			url: hubUrl
		}, {
			input: "platform-url",
			isSentTo: sends.toPlatform,
			url: platformUrl
		}];
		for (const { input, isSentTo, url } of targets) {
			if (isTrusted || !isSentTo || url === void 0 || url.source.name === input) continue;
			this.faults.push({
				code: "event-needs-origin",
				event: runner.event,
				input,
				named: originOf(url.value)
			});
		}
	}
};
function given$1(input, value) {
	return value === "" ? void 0 : {
		value,
		source: { name: input }
	};
}
const encodings = [
	"auto",
	"plain",
	"base64"
];
/** An encoding that was chosen; undefined where it is left to the run to find out. */
function chosen(encoding) {
	return encoding === "auto" ? void 0 : encoding;
}
/** The hub that documents this versions URL; at any other it is a hub that keeps to the specification. */
function profileAt(versionsUrl) {
	return hubAddress(versionsUrl, defaultProfile) === void 0 ? ocpi221 : defaultProfile;
}
const inlineNames = {
	role: "role",
	country_code: "country-code",
	party_id: "party-id",
	business_details: "business-name",
	"business_details.name": "business-name"
};
/** The origin of a URL; of what is none, all of it. */
function originOf(url) {
	return URL.parse(url)?.origin ?? url;
}
// lib/core/checks/consent.js
/** Whether a text consents to test objects on this platform: it has to be the platform's host name, and nothing else. */
function checkConsent(text, platformUrl) {
	const host = URL.parse(platformUrl)?.hostname;
	if (host === void 0) return [];
	const value = text.trim();
	const why = whyNone(value, host);
	return why === void 0 ? [] : [{
		code: "consent-host",
		why,
		value,
		host
	}];
}
function whyNone(value, host) {
	if (value === "") return "blank";
	if (value.toLowerCase() === host) return void 0;
	if (value.includes("://")) return "scheme";
	if (value.includes("*")) return "star";
	if (/[/?#@\s]/.test(value)) return "path";
	return /^(?:\[[^\]]*\]|[^:]+):\d*$/.test(value) ? "port" : "other";
}
// lib/action/needs.js
const registrationCommands = [
	"exchange",
	"rotate",
	"update",
	"recover",
	"unregister"
];
/** What each of them does to a registration. */
const purposes = {
	exchange: "exchange",
	rotate: "update",
	update: "update",
	recover: "exchange",
	unregister: "unregister"
};
/** What each command needs of its inputs. */
const needs = {
	exchange: {
		presentsPlatform: true,
		looksAtPlatform: false,
		tokens: {
			"initial-token": "taken",
			"platform-token": "needed",
			"hub-token": "taken"
		}
	},
	verify: {
		presentsPlatform: false,
		looksAtPlatform: false,
		tokens: {
			"platform-token": "taken",
			"hub-token": "needed"
		}
	},
	preflight: {
		presentsPlatform: false,
		looksAtPlatform: true,
		tokens: {
			"initial-token": "taken",
			"platform-token": "taken",
			"hub-token": "taken"
		}
	},
	receivers: {
		presentsPlatform: false,
		looksAtPlatform: true,
		tokens: { "platform-token": "taken" }
	},
	rehearse: {
		presentsPlatform: false,
		looksAtPlatform: true,
		tokens: {
			"platform-token": "taken",
			"hub-token": "taken"
		}
	},
	rotate: {
		presentsPlatform: true,
		looksAtPlatform: false,
		tokens: {
			"platform-token": "taken",
			"new-platform-token": "needed",
			"hub-token": "needed"
		}
	},
	update: {
		presentsPlatform: true,
		looksAtPlatform: false,
		tokens: {
			"platform-token": "needed",
			"hub-token": "needed"
		}
	},
	recover: {
		presentsPlatform: false,
		looksAtPlatform: false,
		tokens: { "platform-token": "needed" }
	},
	unregister: {
		presentsPlatform: false,
		looksAtPlatform: false,
		tokens: { "hub-token": "needed" }
	},
	plan: {
		presentsPlatform: false,
		looksAtPlatform: false,
		tokens: {}
	}
};
/** Whether the command may change a registration. */
function isRegistrationCommand(command) {
	return registrationCommands.some((one) => one === command);
}
// lib/action/trusted-events.js
/**
* The events that only people who may write to the repository bring about, with the files that are on a branch of its own;
* outside GitHub there is none. On every other event, also on those that GitHub will have tomorrow, what is checked out or
* what is run may be other people's. The list is part of the Action's contract.
*/
const trustedEvents = /* @__PURE__ */ new Set([
	"",
	"workflow_dispatch",
	"repository_dispatch",
	"schedule",
	"push",
	"release",
	"deployment"
]);
// lib/action/consent.js
/** The consent that the input `allow-test-writes` gives, for a platform that is described like this. */
function consentOf({ allowTestWrites, platformToken }, description) {
	if (allowTestWrites === "") return {
		isGiven: false,
		faults: []
	};
	const faults = [];
	if (platformToken === void 0) faults.push({
		code: "input-missing",
		input: "platform-token",
		secret: true
	});
	if (description?.roles.some((party) => party.country_code === "" || party.party_id === "") === true) faults.push({
		code: "party-incomplete",
		missing: [...assignedCodes]
	});
	const url = description?.platformUrl?.value;
	if (url !== void 0) faults.push(...checkConsent(allowTestWrites, url));
	return {
		isGiven: true,
		faults
	};
}
/** Why a command does not run here: what changes something is not for events on which other people have a say. */
function refusalOf(command, { allowTestWrites }, event) {
	const consents = allowTestWrites !== "";
	if (consents && command !== "rehearse") return {
		code: "consent-unused",
		command
	};
	return (isRegistrationCommand(command) || consents) && !trustedEvents.has(event) ? {
		code: "event-refused",
		event,
		command
	} : void 0;
}
// lib/action/given-inputs.js
/** The inputs of a step as a task is read from them: each is checked when it is asked for, and its fault is kept. */
var GivenInputs = class {
	inputs;
	runner;
	/** What is wrong with the inputs and the config. */
	faults = [];
	constructor(inputs, runner) {
		this.inputs = inputs;
		this.runner = runner;
	}
	/** Checks the tokens that the command takes; that one is missing which it cannot do without is a fault. */
	checkTokens(command) {
		const { initialToken, platformToken, newPlatformToken, hubToken } = this.inputs;
		const taken = {
			"initial-token": this.taken(command, "initial-token", initialToken),
			"platform-token": this.taken(command, "platform-token", platformToken),
			"new-platform-token": this.taken(command, "new-platform-token", newPlatformToken),
			"hub-token": this.taken(command, "hub-token", hubToken)
		};
		for (const input of tokenInputs) {
			const token = taken[input];
			if (token === void 0 && needs[command].tokens[input] === "needed") this.missing(input, true);
			if (token !== void 0) this.faults.push(...isBlank(token) ? [{
				code: "input-blank",
				input
			}] : checkToken(token, input));
		}
		this.faults.push(...checkDistinct(taken));
	}
	/** A token that was given, where the command takes it. */
	taken(command, input, token) {
		return needs[command].tokens[input] === void 0 ? void 0 : token;
	}
	/** An input is missing: it may be a secret, which an event does not bring. */
	missing(input, secret) {
		this.faults.push({
			code: "input-missing",
			input,
			secret,
			...this.runner.fromFork ? { hint: "fork" } : {}
		});
	}
	/** Inputs that are given, and belong to another command. */
	reportMisplaced(command, inputs) {
		for (const { input, of, value } of inputs) if (value !== "" && of !== command) this.faults.push({
			code: "input-other-command",
			input,
			value,
			of,
			command
		});
	}
	/** A duration in milliseconds; 0 where it is none. */
	duration(input, value, limits) {
		const duration = readDuration(input, value, limits);
		if ("ms" in duration) return duration.ms;
		this.faults.push(duration.finding);
		return 0;
	}
	/** Whether an input says `true`. */
	flag(input, value) {
		return this.oneOf(input, value.toLowerCase(), ["true", "false"]) === "true";
	}
	/** The value of an input that has a list of values; undefined where it is none of them. */
	oneOf(input, value, allowed) {
		const found = allowed.find((one) => one === value);
		if (found === void 0) this.faults.push(notOneOf(input, value, allowed));
		return found;
	}
};
function isBlank(token) {
	return token.reveal().trim() === "";
}
// lib/action/given-config.js
/** The config that the workspace has; undefined where there is none, or none that can be read: then the faults say why. */
function readConfigFile({ runner: { config }, faults }) {
	if (config === void 0) return void 0;
	if ("config" in config) return config.config;
	faults.push(...config.findings);
}
// lib/action/settings.js
const REQUEST_TIMEOUT_MS = {
	atLeast: 1,
	atMost: 6e5
};
/** Reads the inputs that say nothing of a connection; what is wrong with one is kept as its fault. */
function readSettings(given, command) {
	const { inputs } = given;
	const requestTimeoutMs = given.duration("request-timeout", inputs.requestTimeout, REQUEST_TIMEOUT_MS);
	const waitForConnectedMs = given.duration("wait-for-connected", inputs.waitForConnected);
	const exposeHubToken = given.flag("expose-hub-token", inputs.exposeHubToken);
	const isDry = given.flag("dry-run", inputs.dryRun);
	const tracks = given.flag("track-issue", inputs.trackIssue);
	given.flag("summary", inputs.summary);
	given.reportMisplaced(command, [
		{
			input: "dry-run",
			of: "exchange",
			value: isDry ? "true" : ""
		},
		{
			input: "track-issue",
			of: "verify",
			value: tracks ? "true" : ""
		},
		{
			input: "samples",
			of: "preflight",
			value: inputs.samples.join(" ")
		}
	]);
	const failOn = given.oneOf("fail-on", inputs.failOn, failOns) ?? "error";
	for (const path of inputs.reportPath) if (!isReportPath(path)) given.faults.push({
		code: "input-report-path",
		value: path
	});
	return {
		timeouts: {
			requestTimeoutMs,
			waitForConnectedMs
		},
		exposeHubToken,
		isDry,
		tracks,
		failOn
	};
}
// lib/action/plan-task.js
/** The connections that the inputs mean, spread over jobs; or what is wrong with the inputs and the config. Needs no network. */
function readPlan(inputs, runner) {
	const given = new GivenInputs(inputs, runner);
	const { failOn } = readSettings(given, "plan");
	const plan = planOf(given);
	return plan === void 0 || given.faults.length > 0 ? { findings: given.faults } : {
		plan,
		failOn
	};
}
function planOf(given) {
	const { inputs, runner, faults } = given;
	const wanted = inputs.connection;
	if (runner.config === void 0) {
		faults.push({
			code: "plan-no-file",
			path: inputs.config,
			workspaceEmpty: runner.workspaceEmpty
		});
		return;
	}
	const file = readConfigFile(given);
	if (file === void 0) return void 0;
	const known = Object.keys(file.connections);
	const isAll = wanted === "" || wanted === "all";
	if (!isAll && !known.includes(wanted)) {
		faults.push(unknownConnection(wanted, known, "plan"));
		return;
	}
	const planned = planJobs(isAll ? known : [wanted]);
	if ("plan" in planned) return planned.plan;
	faults.push(planned.fault);
}
// lib/core/onboarding/capsule-match.js
/**
* The first thing in a capsule that is not the job's: its token is another registration's then, and must be neither stored
* nor used for this one. What an older version did not seal is not compared.
*/
function capsuleDifference(capsule, use) {
	const sealed = {
		hub: URL.parse(capsule.versions_url)?.origin ?? capsule.versions_url,
		parties: namesOf(capsule.parties),
		connection: capsule.connection,
		secret: capsule.secret
	};
	const given = {
		...use,
		parties: namesOf(use.parties)
	};
	for (const what of [
		"hub",
		"parties",
		"connection",
		"secret"
	]) {
		const [inCapsule, inJob] = [sealed[what], given[what]];
		if (inCapsule !== void 0 && inJob !== void 0 && inCapsule !== inJob) return {
			what,
			sealed: inCapsule,
			given: inJob
		};
	}
}
/** `IN*ABC CPO, IN*ABC EMSP`, in one order and in capitals: ids and roles are compared without case. */
function namesOf(parties) {
	const names = parties.map((party) => `${partyName(party)} ${party.role}`.toUpperCase());
	return names.length === 0 ? void 0 : [...new Set(names)].toSorted().join(", ");
}
// lib/action/given-capsule.js
/**
* The token in the recovery capsule, if everything that is sealed in it is what this job says.
* @param text the capsule as it was given.
* @returns undefined where none was opened; a finding where something differs.
*/
function givenCapsule(text, { capsule }, description, vault) {
	if (capsule === void 0 || "failure" in capsule) return void 0;
	const name = description?.name;
	const difference = capsuleDifference(capsule.content, {
		hub: description?.hubUrl === void 0 ? void 0 : originOf(description.hubUrl.value),
		parties: description?.roles ?? [],
		connection: name === "default" ? void 0 : name,
		secret: vault === void 0 ? void 0 : locationOf(vault)
	});
	if (difference !== void 0) return {
		code: "capsule-differs",
		...difference
	};
	return {
		text,
		token: capsule.token,
		sealed: capsule.content
	};
}
/** A capsule knows for whom it was made: on another machine it need not be said again. */
function withParties(connection, { capsule }) {
	if (connection.roles.length > 0 || capsule === void 0 || !("content" in capsule)) return connection;
	const roles = capsule.content.parties.map((party) => ({
		...party,
		business_details: { name: "" }
	}));
	return {
		...connection,
		roles
	};
}
// lib/github/secret-name.js
/** What tells the secrets of one connection from those of others in the same repository: `__NORTH_EAST` of `north-east`. */
function connectionSuffix(connection) {
	return `__${connection.replaceAll("-", "_").toUpperCase()}`;
}
/**
* Whether a secret may be called so. GitHub, naming your secrets: letters, digits and underscores, no digit first, not
* `GITHUB_…`. Nor `…_PENDING`: that is where another connection may have its lock, which is deleted.
*/
function isSecretName(name) {
	return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^GITHUB_|_PENDING$/i.test(name) && name.length <= 200;
}
// lib/action/command-file.js
/**
* What is wrong with the file that `vault-command` names, as far as that can be seen without starting it.
* @param path as it was given: from the workspace, or absolute.
*/
function commandFault(path, workspace) {
	const why = faultOf(path, workspace);
	return why === void 0 ? void 0 : {
		code: "vault-command-unusable",
		path,
		why
	};
}
function faultOf(path, workspace) {
	const file = resolve(workspace, path);
	const inside = relative(workspace, file);
	if (!isAbsolute(path) && (inside === ".." || inside.startsWith(`..${sep}`))) return "outside";
	const found = statSync(file, { throwIfNoEntry: false });
	if (found === void 0) return "missing";
	if (!found.isFile()) return "no-file";
	return process.platform !== "win32" && (found.mode & 73) === 0 ? "not-executable" : void 0;
}
// lib/action/secret-location.js
/**
* The place for the hub token that a state names, if these inputs can mean it.
* @param found as it was read from the state: foreign text.
*/
function placeNamedBy(inputs, repository) {
	const named = destinationsNamedBy(inputs, repository);
	return (found) => {
		if (inputs.store === "command") return commandPlace(inputs, found);
		return named.find((place) => isDeepStrictEqual(found, place));
	};
}
/** A command keeps the secret of each connection, and where the inputs name none only the config knows which it was. */
function commandPlace(inputs, found) {
	const { connection = "" } = found ?? {};
	const isMeant = inputs.connection === "" ? /^[a-z0-9-]+$/.test(String(connection)) : connection === inputs.connection;
	if (typeof connection !== "string" || !isMeant) return void 0;
	const place = {
		store: "command",
		command: inputs.vaultCommand,
		connection,
		secretName: secretNameFor(inputs.hubTokenSecret, false, connection)
	};
	return isDeepStrictEqual(found, place) ? place : void 0;
}
/**
* Every place for the hub token that these inputs can mean in this repository. There are two where only the config knows
* whether the connection is one of several: the secret's name without the connection's, and with it.
*/
function destinationsNamedBy(inputs, repository) {
	const { store, storeEnvironment, hubTokenSecret, connection } = inputs;
	if (store === "none") return [{ store }];
	if ("malformed" in repository || store !== "repository" && store !== "environment") return [];
	const environment = store === "environment" ? storeEnvironment : "";
	const names = (store === "repository" && connection !== "" ? [false, true] : [false]).map((several) => secretNameFor(hubTokenSecret, several, connection));
	return [...new Set(names)].map((secretName) => ({
		store,
		...repository,
		environment,
		secretName
	}));
}
/** The inputs that name a place, as YAML. */
function inputsFor(destination) {
	if (destination === void 0) return ["# store, store-environment and hub-token-secret as in the step that was ended"];
	if (destination.store === "none") return ["store: none", "expose-hub-token: true"];
	if (destination.store === "command") return [
		"store: command",
		`vault-command: ${JSON.stringify(destination.command)}`,
		`connection: ${destination.connection}`,
		`hub-token-secret: ${destination.secretName}`
	];
	return [...destination.store === "environment" ? ["store: environment", `store-environment: ${JSON.stringify(destination.environment)}`] : [], `hub-token-secret: ${destination.secretName}`];
}
/** The secret's name, in capitals as GitHub keeps it. Several connections in one repository need one each. */
function secretNameFor(given, several, connection) {
	const own = several && given === defaults["hub-token-secret"] ? connectionSuffix(connection) : "";
	return given.toUpperCase() + own;
}
// lib/action/given-store.js
/** Where the inputs say that the hub token is kept; undefined where they say it wrongly. */
function givenStore(given, { several, connection, onlyLooks, exposed }) {
	const { githubToken, storeEnvironment, vaultCommand } = given.inputs;
	const store = given.oneOf("store", given.inputs.store, [
		"repository",
		"environment",
		"command",
		"none"
	]);
	if (vaultCommand !== "" && store !== "command") given.faults.push({
		code: "input-needs",
		input: "vault-command",
		value: vaultCommand,
		needs: "store: command"
	});
	if (store === void 0) return void 0;
	if (store === "none") {
		if (!exposed) given.faults.push({
			code: "input-needs",
			input: "store",
			value: store,
			needs: "expose-hub-token: true"
		});
		return { store };
	}
	if (store === "command") return givenCommand(given, connection);
	if (store === "environment" && storeEnvironment === "") given.missing("store-environment", false);
	if (githubToken === "" && !onlyLooks) given.missing("github-token", true);
	if (!hasOnlyTokenCharacters(githubToken)) given.faults.push({
		code: "token-characters",
		input: "github-token"
	});
	const secretName = givenName(given, several && store === "repository", connection);
	const { repository } = given.runner;
	if ("malformed" in repository) {
		given.faults.push({
			code: "input-repository",
			value: repository.malformed,
			keeps: "token"
		});
		return;
	}
	return {
		store,
		...repository,
		environment: store === "environment" ? storeEnvironment : "",
		secretName
	};
}
/** The command that keeps the hub token elsewhere. It needs no GitHub. */
function givenCommand(given, connection) {
	const { vaultCommand: command } = given.inputs;
	const secretName = givenName(given, false, connection);
	if (command === "") {
		given.faults.push({
			code: "input-needs",
			input: "store",
			value: "command",
			needs: "vault-command"
		});
		return;
	}
	const fault = commandFault(command, given.runner.workspace);
	if (fault !== void 0) given.faults.push(fault);
	return {
		store: "command",
		command,
		connection,
		secretName
	};
}
function givenName(given, several, connection) {
	const { hubTokenSecret } = given.inputs;
	const secretName = secretNameFor(hubTokenSecret, several, connection);
	if (!isSecretName(secretName)) given.faults.push({
		code: "input-secret-name",
		input: "hub-token-secret",
		value: secretName
	});
	return secretName;
}
// lib/action/registration-task.js
/**
* Reads the task of a command that may change a registration.
* @param several whether the config has several connections.
* @param connectionOf makes a connection of a description, or keeps what is wrong with it.
*/
function registrationTask(command, given, several, { description, timeouts, common }, connectionOf) {
	const { inputs } = given;
	const purpose = purposes[command];
	const { presentsPlatform } = needs[command];
	given.checkTokens(command);
	const [hubToken, platformToken, newPlatformToken] = [
		given.taken(command, "hub-token", inputs.hubToken),
		given.taken(command, "platform-token", inputs.platformToken),
		given.taken(command, "new-platform-token", inputs.newPlatformToken)
	];
	const check = given.oneOf("check-platform", inputs.checkPlatform, [
		"require",
		"warn",
		"off"
	]);
	const vault = givenStore(given, {
		several,
		connection: description?.name ?? "",
		onlyLooks: hubToken !== void 0 && purpose === "exchange",
		exposed: common.exposeHubToken
	});
	const capsule = hubToken === void 0 ? capsuleOf(command, given, description, vault) : void 0;
	const connection = connectionOf(description, presentsPlatform);
	if (connection === void 0 || check === void 0 || vault === void 0) return void 0;
	const platform = sideOf(connection, description?.platformUrl?.value, newPlatformToken ?? platformToken, check);
	if (presentsPlatform && platform === void 0) return void 0;
	return {
		command,
		job: {
			purpose,
			dryRun: common.isDry ? { exposes: common.exposeHubToken } : void 0,
			connection: withParties(connection, given.runner),
			hubToken,
			capsule,
			platform,
			rotates: newPlatformToken !== void 0,
			formerPlatformToken: newPlatformToken === void 0 ? void 0 : platformToken,
			timeouts
		},
		takesInitialToken: needs[command].tokens["initial-token"] !== void 0,
		vault,
		githubToken: inputs.githubToken,
		...common,
		exposeHubToken: common.exposeHubToken && !common.isDry
	};
}
/** The token in the recovery capsule, if everything that is sealed in it is what this job says. */
function capsuleOf(command, given, description, vault) {
	const { recoveryCapsule } = given.inputs;
	if (command === "recover" && recoveryCapsule === "") given.missing("recovery-capsule", true);
	const capsule = givenCapsule(recoveryCapsule, given.runner, description, vault);
	if (capsule === void 0 || !("code" in capsule)) return capsule;
	given.faults.push(capsule);
}
/** The platform as the hub is told of it; undefined where something of it is missing. */
function sideOf({ roles }, url, token, check) {
	return token === void 0 || url === void 0 || roles.length === 0 ? void 0 : {
		url,
		token,
		check
	};
}
// lib/action/task.js
/** Reads inputs and config into a task, or into a plan, or says everything that is wrong with them. */
function readTask(inputs, runner) {
	if (inputs.command === "plan") return readPlan(inputs, runner);
	const misplaced = tokensInputs.filter((input) => tokensIn(inputs, input) !== void 0);
	if (misplaced.length > 0) return { findings: misplaced.map((input) => ({
		code: "tokens-without-all",
		input
	})) };
	return readConnectionTask(inputs, runner);
}
/** Reads the task of one connection, or says everything that is wrong with it. */
function readConnectionTask(inputs, runner) {
	const reader = new TaskReader(inputs, runner);
	const task = reader.read();
	const { faults } = reader;
	return task === void 0 || faults.length > 0 ? { findings: faults } : { task };
}
/** The profile that the inputs name, for what has to be said before the config is read. */
function profileOf(inputs) {
	return profileNamed(inputs.hubProfile) ?? defaultProfile;
}
var TaskReader = class {
	#given;
	#warnings = [];
	constructor(inputs, runner) {
		this.#given = new GivenInputs(inputs, runner);
	}
	/** What is wrong with the inputs and the config. */
	get faults() {
		return this.#given.faults;
	}
	get #inputs() {
		return this.#given.inputs;
	}
	get #runner() {
		return this.#given.runner;
	}
	read() {
		const inputs = this.#inputs;
		const command = this.#given.oneOf("command", inputs.command, commands);
		if (command === void 0 || command === "plan") return void 0;
		const refusal = refusalOf(command, inputs, this.#runner.event);
		if (refusal !== void 0) {
			this.faults.push(refusal);
			return;
		}
		const { capsule } = this.#runner;
		if (capsule !== void 0 && "failure" in capsule) {
			this.faults.push({
				code: "capsule-unopened",
				why: capsule.failure
			});
			return;
		}
		const file = readConfigFile(this.#given);
		if (this.faults.length > 0) return void 0;
		const { timeouts, tracks, ...settings } = readSettings(this.#given, command);
		const common = {
			...settings,
			warnings: this.#warnings
		};
		const read = {
			description: this.#description(command, file),
			timeouts,
			common
		};
		switch (command) {
			case "verify": return this.#verify(read, tracks ? this.#issue() : void 0);
			case "preflight": return this.#preflight(read);
			case "receivers": return this.#receivers(read);
			case "rehearse": return this.#rehearse(read);
			default: return registrationTask(command, this.#given, Object.keys(file?.connections ?? {}).length > 1, read, (of, registers) => this.#connection(of, registers));
		}
	}
	/** Whether what is checked out is the repository's own, and may name the hosts to which tokens go. */
	get #isTrusted() {
		return trustedEvents.has(this.#runner.event);
	}
	#preflight(read) {
		const job = this.#platformJob("preflight", read);
		const { files: samples, findings } = this.#runner.samples;
		this.faults.push(...findings);
		if (job === void 0) return void 0;
		const { hubToken, initialToken } = this.#inputs;
		const token = hubToken ?? initialToken;
		const { connection } = job;
		const { address } = connection;
		const hub = token === void 0 || address === void 0 ? void 0 : {
			token,
			connection: {
				...connection,
				address
			}
		};
		return {
			command: "preflight",
			job: {
				...job,
				hub,
				samples,
				asksForOnboarding: token === void 0
			},
			...read.common
		};
	}
	#receivers(read) {
		const job = this.#platformJob("receivers", read);
		return job && {
			command: "receivers",
			job,
			...read.common
		};
	}
	#rehearse(read) {
		const job = this.#platformJob("rehearse", read);
		const consent = consentOf(this.#inputs, read.description);
		this.faults.push(...consent.faults);
		if (job === void 0) return void 0;
		const { connection } = job;
		const { hubToken } = this.#inputs;
		const at = connection.address && {
			...connection,
			address: connection.address
		};
		const hub = at && hubToken && {
			hubToken,
			connection: at,
			timeouts: read.timeouts
		};
		return {
			command: "rehearse",
			job: {
				...job,
				consent: consent.isGiven,
				hub
			},
			...read.common
		};
	}
	#platformJob(command, { description, timeouts }) {
		this.#given.checkTokens(command);
		if (description?.platformUrl === void 0) return void 0;
		const described = describedPlatform(description);
		if ("findings" in described) {
			this.faults.push(...described.findings);
			return;
		}
		return {
			connection: described.connection,
			platformUrl: description.platformUrl.value,
			platformToken: this.#given.taken(command, "platform-token", this.#inputs.platformToken),
			requestTimeoutMs: timeouts.requestTimeoutMs
		};
	}
	#verify({ description, timeouts, common }, issue) {
		this.#given.checkTokens("verify");
		const { hubToken, platformToken: token } = this.#inputs;
		const connection = this.#connection(description, false);
		if (connection === void 0 || hubToken === void 0) return void 0;
		const url = description?.platformUrl?.value;
		return {
			command: "verify",
			job: {
				connection,
				hubToken,
				platform: url === void 0 || token === void 0 ? void 0 : {
					url,
					token
				},
				timeouts
			},
			platformUrl: url,
			issue,
			...common
		};
	}
	/** Where the connection's issue is kept. */
	#issue() {
		const { repository, fromFork } = this.#runner;
		if (!("malformed" in repository)) return {
			...repository,
			fork: fromFork
		};
		this.faults.push({
			code: "input-repository",
			value: repository.malformed,
			keeps: "issue"
		});
	}
	#description(command, file) {
		const { presentsPlatform, looksAtPlatform } = needs[command];
		const runner = this.#runner;
		const { initialToken, hubToken, platformToken } = this.#inputs;
		const takes = (input, token) => this.#given.taken(command, input, token) !== void 0;
		const read = readDescription({
			inputs: this.#inputs,
			file,
			runner,
			isTrusted: this.#isTrusted
		}, {
			presentsPlatform,
			looksAtPlatform,
			sends: {
				toHub: !looksAtPlatform || takes("initial-token", initialToken) || takes("hub-token", hubToken),
				toPlatform: takes("platform-token", platformToken)
			},
			recovers: command === "recover"
		});
		this.faults.push(...read.faults);
		this.#warnings.push(...read.warnings);
		return read.description;
	}
	#connection(description, registers) {
		if (description?.hubUrl === void 0) return void 0;
		const { hubUrl } = description;
		const described = describedConnection({
			...description,
			hubUrl
		}, registers);
		if ("connection" in described) return described.connection;
		this.faults.push(...described.findings);
	}
};
// lib/core/report/document.js
/** The run as the report's JSON document. */
function reportDocument(run) {
	return {
		schema: 1,
		tool: run.tool,
		command: run.command,
		connection: run.connection,
		profile: run.profile.name,
		result: run.result,
		connection_status: run.connectionStatus,
		started_at: run.startedAt.toISOString(),
		finished_at: run.finishedAt.toISOString(),
		correlation_id: run.correlationId,
		...given("run_url", run.runUrl),
		hub: {
			url: run.hub.url,
			party: run.hub.party ?? null,
			version: run.hub.version,
			token_encoding: run.hub.encoding ?? null,
			endpoints: run.hub.endpoints.map(endpointOf)
		},
		parties: run.parties.map(({ party, status, lastUpdated }) => ({
			role: party.role,
			country_code: party.country_code,
			party_id: party.party_id,
			status,
			last_updated: lastUpdated ?? null
		})),
		...given("partners", run.partners.length === 0 ? void 0 : run.partners.map(partner)),
		steps: run.steps.map((step) => ({
			id: step.id,
			title: step.title,
			status: step.status,
			duration_ms: step.durationMs
		})),
		findings: bySeverity(run.findings).map((finding) => ({
			check: finding.check,
			severity: finding.severity,
			who: finding.who,
			message: finding.message.join(" "),
			...given("fix", finding.fix === void 0 ? void 0 : [finding.fix, finding.snippet ?? ""].join("\n").trim()),
			source: finding.source,
			step: finding.step
		})),
		requests: run.requests.map((request) => ({
			method: request.method,
			url: request.url,
			attempt: request.attempt,
			...given("http_status", request.httpStatus),
			...given("status_code", request.statusCode),
			...given("status_message", request.statusMessage),
			request_id: request.requestId,
			duration_ms: request.durationMs,
			...given("error", request.error)
		})),
		...given("platform", platformOf(run)),
		receivers: run.receivers,
		...given("rehearsal", rehearsalOf(run)),
		handover: hasMessage(run) ? handover(run) : {
			subject: "",
			text: ""
		}
	};
}
function platformOf({ platform, platformUrl }) {
	if (platform === void 0 || platformUrl === void 0) return void 0;
	const { version = null, endpoints } = platform;
	return {
		url: platformUrl,
		version,
		endpoints: endpoints.map(endpointOf)
	};
}
function rehearsalOf({ rehearsal }) {
	if (rehearsal.length === 0) return void 0;
	return rehearsal.map(({ step, expected, got, verdict, why, correlationId }) => ({
		step,
		expected,
		got,
		verdict,
		...given("why", why),
		...given("correlation_id", correlationId)
	}));
}
function endpointOf({ identifier, role, url }) {
	return {
		identifier,
		...given("role", role),
		url: url.slice(0, URL_LIMIT)
	};
}
function partner({ party, status, lastUpdated, visible }) {
	return {
		role: party.role,
		country_code: party.country_code,
		party_id: party.party_id,
		status,
		last_updated: lastUpdated ?? null,
		...given("visible", visible)
	};
}
/** An object with the key when the value is there, and without it when it is not: JSON has no undefined. */
function given(key, value) {
	return value === void 0 ? {} : { [key]: value };
}
const URL_LIMIT = 500;
const ESSENTIALS_LIMIT = 1e5;
/** The document as one line of JSON; above 100 kB without what is longest and matters least. */
function reportJson(document) {
	const whole = jsonText(document);
	if (Buffer.byteLength(whole) <= ESSENTIALS_LIMIT) return whole;
	const lastOnes = document.requests.length - 20;
	return jsonText({
		...document,
		requests: document.requests.filter(({ method }, index) => method !== "GET" || index >= lastOnes),
		parties: document.parties.slice(0, 200),
		...given("partners", document.partners?.slice(0, 200)),
		findings: document.findings.slice(0, 50),
		hub: {
			...document.hub,
			endpoints: []
		}
	});
}
// lib/action/outputs.js
/**
* Sets every output, whatever the result. What came from outside was redacted when it came in. That they cannot be written
* fails the step, because later ones go by them, and costs nothing of the report.
*/
function setOutputs(run, outcome) {
	const document = reportDocument(run);
	const count = (severity) => run.findings.filter((finding) => finding.severity === severity).length;
	const outputs = {
		result: run.result,
		"connection-status": run.connectionStatus,
		"hub-party": run.hub.party ?? "",
		"hub-url": URL.parse(run.hub.url)?.origin ?? "",
		"ocpi-version": run.hub.version,
		"token-encoding": run.hub.encoding ?? "",
		"hub-token-stored-in": run.storedIn ?? "",
		endpoints: jsonText(document.hub.endpoints),
		receivers: jsonText(run.receivers),
		"go-live": run.rehearsal.length === 0 ? "" : jsonText(goLiveSheet(run)),
		results: "",
		handover: document.handover.text,
		errors: String(count("error")),
		warnings: String(count("warning")),
		report: reportJson(document),
		"recovery-capsule": outcome.capsule ?? "",
		matrix: run.plan === void 0 ? "" : jsonText(matrixOf(run.plan)),
		count: run.plan === void 0 ? "" : String(run.plan.connections.length)
	};
	if (!run.exposed || outcome.hubToken === void 0) outputs["hub-token"] = outcome.rehearsalToken?.reveal() ?? "";
	writeOutputs(outputs, run.findings.some(({ finding }) => finding.code === "outputs-nowhere"));
}
/** @param isTold whether the run was stopped because they have nowhere to go, and says so. */
function writeOutputs(outputs, isTold) {
	try {
		for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
	} catch (failure) {
		if (isTold) return;
		setFailed(`The outputs of this step could not be written (${plainLine(failure instanceof Error ? failure.message : "unknown")}), so later steps do not have them. Check the runner's disk, and start a new run; the log says everything.`);
	}
}
/** Hands the hub token to the next step. It was masked when it was issued or read: the log and other jobs get nothing. */
function setHubToken(token) {
	setOutput("hub-token", token.reveal());
}
/**
* Writes the report to files in the workspace, as `.json`, `.xml` (JUnit) or `.md` by their names. One that cannot be written
* is worth a warning: the run has done its work. A run with wrong inputs replaces an earlier report, too, and says so: the reader
* of the file takes it for this run's, and an old `connected` would hide that the run checked nothing.
* @param page the report in Markdown.
*/
async function writeReports(run, page, paths) {
	await writeReportFiles(paths, run.result === "invalid", async (path) => [await reportFor(path, run, page)]);
}
/**
* The same of any report.
* @param textFor the text for a file of this name, in pieces.
*/
async function writeReportFiles(paths, isInvalid, textFor) {
	const workspace = process.env["GITHUB_WORKSPACE"] || process.cwd();
	for (const path of paths) {
		const file = resolve(workspace, path);
		const isReplaced = isInvalid && existsSync$1(file);
		try {
			const text = await textFor(path);
			await mkdir(dirname(file), { recursive: true });
			await writeFile$1(file, text);
			if (isReplaced) info(`${plainLine(path)} held an earlier report. It is replaced by that of this run, which sent nothing because its inputs are wrong.`);
		} catch (failure) {
			const code = failure instanceof Error && "code" in failure ? String(failure.code) : "unknown";
			warning$1(`The report could not be written to ${plainLine(path)} (${code}).`);
		}
	}
}
async function reportFor(path, run, page) {
	if (path.endsWith(".json")) return `${jsonText(reportDocument(run), 2)}\n`;
	if (!path.endsWith(".xml")) return page();
	return (await import("./junit.js").then((n) => n.i)).junitReport(run);
}
/**
* Ends the step: one annotation for the headline, and red where the result or an error finding asks for it. A step that `fail-on`
* lets pass still warns of an error.
*/
function conclude(run) {
	const isWell = run.findings.every(({ severity }) => severity === "info");
	endStep([headline(run), ...besideHeadline(run)].join(" "), passes(run) ? isWell ? "well" : "passes" : "fails");
}
/** Ends the step with its one annotation: red where it fails, a warning where it passes although something was found. */
function endStep(sentence, how) {
	const text = plainLine(sentence.replaceAll("`", ""));
	const title = "OCPI Onboarding";
	if (how === "fails") {
		error$1(text, { title });
		process.exitCode = 1;
	} else if (how === "passes") warning$1(text, { title });
	else notice(text, { title });
}
/** Why a step that passes is annotated as a warning all the same: what was found beside the headline, or an error that may stay. */
function besideHeadline(run) {
	if (!passes(run)) return [];
	if (run.findings.some(({ severity }) => severity === "error")) return ["The step passes because of fail-on: never."];
	const said = headline(run);
	const warnings = run.findings.filter(({ severity, message }) => severity === "warning" && !said.includes(message[0]));
	const [first] = warnings;
	if (first === void 0) return [];
	return [`${warnings.length === 1 ? "One warning" : `${warnings.length} warnings, the first`}: ${first.message[0]}`];
}
// lib/action/direct-request.js
/**
* The way to a peer without a proxy, for GETs: connections are kept open and used again, and TLS sessions are resumed. A
* redirect is an answer.
*/
function directRequests() {
	let plain;
	let secure;
	const send = async (request, fresh) => {
		const target = new URL(request.url);
		const agent = target.protocol === "https:" ? secure ??= secureAgent() : plain ??= plainAgent();
		const outgoing = httpFor(target).request(target, {
			...VERIFIED,
			method: request.method,
			headers: {
				...request.headers,
				"accept-encoding": PACKINGS
			},
			agent: fresh ? false : agent,
			maxHeaderSize: MAX_HEADER_BYTES,
			signal: request.signal
		});
		try {
			return responseOf(await answerTo(outgoing));
		} catch (error) {
			if (outgoing.reusedSocket && isClosed(error)) return send(request, true);
			throw transportFailure(error);
		}
	};
	return {
		fetch: async (request) => send(request, false),
		close: () => {
			plain?.destroy();
			secure?.destroy();
		}
	};
}
const kept = {
	keepAlive: true,
	scheduling: "lifo"
};
function plainAgent() {
	const { Agent: Plain } = process.getBuiltinModule("node:http");
	return new Plain(kept);
}
function secureAgent() {
	const { Agent: Secure } = process.getBuiltinModule("node:https");
	return new Secure({
		...kept,
		...VERIFIED
	});
}
async function answerTo(outgoing) {
	const tooSlow = setTimeout(() => outgoing.destroy(new TransportFailure("UND_ERR_CONNECT_TIMEOUT", true)), CONNECT_TIMEOUT_MS);
	outgoing.once("socket", (socket) => {
		const connected = () => clearTimeout(tooSlow);
		if (socket.connecting) socket.once("encrypted" in socket ? "secureConnect" : "connect", connected);
		else connected();
	});
	outgoing.once("upgrade", (_incoming, socket) => {
		socket.destroy();
		outgoing.destroy(new TransportFailure("HPE_UPGRADE", false));
	});
	outgoing.end().on("error", () => void 0);
	try {
		const [incoming] = await once(outgoing, "response");
		return incoming;
	} finally {
		clearTimeout(tooSlow);
	}
}
function isClosed(error) {
	return error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}
function responseOf(incoming) {
	return {
		status: incoming.statusCode ?? 0,
		headers: answerHeaders(incoming.headersDistinct),
		body: unpacked(incoming, incoming.headers["content-encoding"])
	};
}
// lib/action/peer-fetch.js
/**
* The runner's way to a peer for GETs: through its proxy where there is one, never following a redirect.
* @param isForMany whether thousands of requests are to be made: what makes each of them quicker is loaded for it.
*/
function actionFetch(isForMany = false) {
	let direct;
	let proxied;
	return {
		fetch: async (request) => {
			if (proxyFor(request.url, process.env) === void 0) {
				direct ??= isForMany ? import("./pooled-requests.js").then(({ pooledRequests }) => pooledRequests()) : directRequests();
				return (await direct).fetch(request);
			}
			proxied ??= import("./proxied-fetch.js").then(({ proxiedFetch }) => proxiedFetch());
			return (await proxied).fetch(request);
		},
		close: async () => {
			await (await direct)?.close();
			await (await proxied)?.close();
		}
	};
}
// lib/action/random.js
/** The machine's own randomness. */
const random = {
	uuid: () => randomUUID(),
	fraction: () => Math.random()
};
// lib/action/runner-log.js
/** The job's log: one group for each step, so that a person sees the story first and its details on a click. */
var RunnerLog = class {
	#open = false;
	#shown = [];
	step(title) {
		this.end();
		startGroup(title);
		this.#open = true;
	}
	line(text) {
		if (text.includes("ocpi-capsule:")) this.#shown.push(text);
		info(text);
	}
	/** Whether a recovery capsule stands in the log: a second time it would only be taken for another one. */
	shows(capsule) {
		return this.#shown.some((text) => text.includes(capsule));
	}
	/** Closes the last group. */
	end() {
		if (this.#open) endGroup();
		this.#open = false;
	}
};
// lib/action/step-state.js
const CAPSULE_LIMIT = 1e5;
/**
* Saves every entry of the state, as of a run that changed nothing. What a run does not save, its post step would take from
* the environment, where an earlier step of the job can write (`STATE_…` by GITHUB_ENV).
*/
function beginState() {
	if (!process.env["GITHUB_STATE"]) return;
	try {
		for (const name of entries) saveState(name, "");
		saveState("phase", "ended");
	} catch {}
}
/** The step's durable state. `saveState` appends to the runner's file, and has done so when it returns. */
var StepState = class {
	/** Whether the run has appended anything. */
	#isBegun = false;
	#destination;
	#say;
	/** @param say shows a line in the log. */
	constructor(destination, say) {
		this.#destination = destination;
		this.#say = say;
	}
	append(entry) {
		const isFirst = !this.#isBegun;
		this.#isBegun = true;
		if (isFirst) saveState("destination", this.#destination);
		if (entry.phase === "captured") this.#keepCapsule(entry.capsule);
		if (entry.phase === "posting") saveState("request", entry.request);
		if (entry.phase === "stored") saveState("kept", true);
		if (entry.phase === "marked") {
			if (entry.slot === "asked") saveState("marked-at", Date.now());
			saveState("slot", entry.slot);
			saveState("taken-over", entry.takenOver);
		}
		saveState("phase", entry.phase);
	}
	/** A capsule that no post step could be given goes to the log, at once: there it is durable, too. */
	#keepCapsule(capsule) {
		const fits = capsule.length <= CAPSULE_LIMIT;
		saveState("capsule", fits ? capsule : "");
		if (fits) return;
		this.#say(`What the hub answered is too long for the state of this step: only this log and the output recovery-capsule hold its recovery capsule. ${capsuleLine(capsule)}`);
	}
	/** The run has come to its end and reported everything. */
	end() {
		try {
			if (this.#isBegun) saveState("told", true);
		} catch {}
	}
};
/**
* The state that this step's main run left, for its post step. It is read like foreign text: a run that was killed before
* its first word has saved nothing, and then an earlier step of the job may have written what is found.
* @param placeIn the place that was found, if it is one that the inputs name. The state only says which of them it was.
*/
function readCrashState(placeIn) {
	const unfit = [];
	const read = (name, parse) => {
		const text = getState(name);
		if (text === "") return void 0;
		const value = parse(text);
		if (value === void 0) unfit.push(name);
		return value;
	};
	const phase = read("phase", oneOf(phases)) ?? "ended";
	const destination = read("destination", (text) => placeIn(parsed(text)));
	const left = {
		phase,
		slot: read("slot", oneOf(lockStates)) ?? "asked",
		takenOver: read("taken-over", oneOf(flags)) === "true",
		markedAt: read("marked-at", (text) => /^\d{13}$/.test(text) ? Number(text) : void 0) ?? NaN,
		request: read("request", oneOf(requests)),
		capsule: read("capsule", (text) => isCapsule(text) ? text : void 0),
		reported: read("told", oneOf(flags)) === "true"
	};
	return {
		left,
		isKept: read("kept", oneOf(flags)) === "true" && !left.reported,
		destination,
		unfit
	};
}
const entries = [
	"destination",
	"capsule",
	"request",
	"marked-at",
	"slot",
	"taken-over",
	"kept",
	"told",
	"phase"
];
const phases = [
	"marked",
	"posting",
	"captured",
	"stored",
	"ended"
];
const lockStates = [
	"asked",
	"ours",
	"giving-back"
];
const requests = [
	"POST",
	"PUT",
	"DELETE"
];
const flags = ["true", "false"];
function oneOf(values) {
	return (text) => values.find((value) => value === text);
}
function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** Whether it is written as a capsule is. Whether it is one, only the platform token can tell. */
function isCapsule(text) {
	return text.length <= CAPSULE_LIMIT && /^ocpi-capsule:v1:[\w-]{60,}$/.test(text);
}
// lib/action/main.js
/**
* One run of the Action: inputs to task, task to record, record to outputs, summary and the step's colour.
* @param deriveKey how the key of capsules is derived: who runs hundreds in one process derives it once.
*/
async function main(deriveKey = capsuleKey) {
	const unverified = insistOnCertificates(process.env);
	const inputs = readInputs();
	if (inputs.connection === "all" && inputs.command !== "plan") {
		await (await import("./all.js")).runAll(inputs, unverified);
		return;
	}
	const log = new RunnerLog();
	const network = actionFetch();
	const early = new EarlyConnections();
	const stop = stopSignal();
	try {
		const capsule = await openGiven(inputs, deriveKey);
		const samples = await givenSamples(inputs);
		const read = readTask(inputs, {
			...await readRunnerContext(process.env, inputs.config),
			capsule,
			samples
		});
		const task = "task" in read ? read.task : void 0;
		const journal = new StepState(task !== void 0 && "vault" in task ? task.vault : { store: "none" }, (line) => log.line(line));
		const { record, outcome, crash } = await performRun({
			fetch: network.fetch,
			sendOnce: early.sendOnce,
			connectAhead: early.connectAhead,
			hosts: hostView,
			progress: log,
			clock,
			random,
			mask: maskToken,
			appendToJournal: (entry) => journal.append(entry),
			proven: task?.exposeHubToken === true ? setHubToken : () => void 0,
			cancelled: stop.signal
		}, {
			profile: task?.job.connection.profile ?? profileOf(inputs),
			words: wordsFor(inputs),
			frame: frameOf(inputs, task, "failOn" in read ? read.failOn : void 0),
			secrets: [...inputs.secrets, ...capsule !== void 0 && "token" in capsule ? [capsule.token] : []],
			job: jobOf(read, inputs, unverified ? [{ code: "tls-switch-ignored" }] : [], deriveKey),
			keepIssue: keepIssueOf(task, inputs, (line) => log.line(line), stop.signal)
		});
		log.end();
		if (crash !== void 0) debug(crash);
		if (outcome.capsule !== void 0 && !log.shows(outcome.capsule)) log.line(capsuleLine(outcome.capsule));
		await report(record, outcome, inputs);
		journal.end();
	} finally {
		log.end();
		stop.release();
		early.close();
		await network.close();
	}
}
/** Opens the recovery capsule that was given, where its token may be needed, and masks the token. */
async function openGiven(inputs, deriveKey) {
	const { recoveryCapsule, platformToken, hubToken, command } = inputs;
	if (!(command === "recover" || command === "exchange" && hubToken === void 0) || recoveryCapsule === "" || platformToken === void 0) return void 0;
	const opened = await openCapsule(recoveryCapsule, platformToken, deriveKey);
	if ("failure" in opened) return opened;
	const token = new HubToken(opened.content.token);
	maskToken(token);
	return {
		content: opened.content,
		token
	};
}
async function report(record, outcome, inputs) {
	const words = wordsFor(inputs);
	setOutputs(record, outcome);
	const page = () => markdownReport(hasSummary(inputs) ? record : pointingBelow(record, words), words);
	if (hasSummary(inputs)) await writeSummary(page());
	await writeReports(record, page, inputs.reportPath.filter(isReportPath));
	conclude(record);
	const environments = record.plan === void 0 || hasSummary(inputs) ? [] : environmentLines(record.plan);
	for (const line of [
		...adviceLines(record, words),
		...messageLines(record, hasSummary(inputs)),
		...environments
	]) info(line);
}
// lib/action/index.js
if (argv[2] === "post") import("./finish.js").then(async ({ finish }) => finish());
else {
	beginState();
	main();
}
export { unpacked as $, record as $n, dataOf as $t, isReportPath as A, isRateLimited as An, platformDetails as At, commandAnswer as B, _enum as Bn, tokenStatusOf as Bt, profileNames as C, utcAndIst as Cn, awaitConnected as Ct, checkStrength as D, partyWithRole as Dn, reportUnprovable as Dt, isPublicAddress as E, partyName as En, hubProbe as Et, stopSignal as F, capsuleKey as Fn, tryAhead as Ft, UNNAMED_CONNECTION as G, literal as Gn, checkEnvelopeForm as Gt, platformUrlOf as H, boolean as Hn, PlatformToken as Ht, SUMMARY_LIMIT as I, openCapsule as In, askForParties as It, givenSamples as J, nullish as Jn, Redaction as Jt, checkOutputsFile as K, looseObject as Kn, checkIdentity as Kt, hasSummary as L, sealBody as Ln, Guards as Lt, tokensIn as M, list as Mn, concluded as Mt, maskToken as N, jsonText as Nn, probeHub as Nt, commands as O, sameParty as On, verify as Ot, keepIssueOf as P, plainLine as Pn, tryAtHub as Pt, PACKINGS as Q, pipe as Qn, BODY_LIMIT$1 as Qt, wordsFor as R, sealCapsule as Rn, MADE_UP as Rt, defaultProfile as S, duration as Sn, performRun as St, hostFault as T, isCountryCode as Tn, hubPeer as Tt, jobOfTask as U, exactOptional as Un, RehearsalToken as Ut, frameOf as V, array$1 as Vn, HubToken as Vt, vaultAt as W, int as Wn, hasOnlyTokenCharacters as Wt, readRunnerContext as X, object as Xn, isUnheard as Xt, readRepository as Y, number as Yn, Peer as Yt, sendOnce as Z, optional as Zn, fieldName as Zt, refusalOf as _, isRecord as _n, __commonJSMin as _r, markdownSentence as _t, endStep as a, ownWords as an, _gte as ar, fetchOptions as at, closestMatch as b, foremost as bn, __toESM as br, page as bt, reportDocument as c, worstStatusFirst as cn, _minLength as cr, clock as ct, inputsFor as d, receiverUrls as dn, debug as dr, markdownReport as dt, envelopeOf as en, refine as er, answerHeaders as et, placeNamedBy as f, routedReceivers as fn, endGroup as fr, adviceLines as ft, GivenInputs as g, assertBounded as gn, require_tunnel as gr, markdownCode as gt, readConfigFile as h, readVersions$1 as hn, warning$1 as hr, resultSign as ht, conclude as i, version as in, union as ir, MAX_HEADER_BYTES as it, readInputs as j, isSuccess as jn, probePlatform as jt, defaults as k, reason as kn, healthUrl as kt, profileOf as l, isLoopback as ln, _regex as lr, checkLink as lt, readSettings as m, readVersionDetails as mn, startGroup as mr, headline as mt, random as n, isRedirect as nn, string as nr, VERIFIED as nt, writeOutputs as o, untouched as on, _lte as or, refusedByProxy as ot, connectionSuffix as p, asSpecified as pn, info as pr, whoWords as pt, hostView as q, meta as qn, listedUrl as qt, actionFetch as r, TransportFailure as rn, transform as rr, CONNECT_TIMEOUT_MS as rt, writeReportFiles as s, results as sn, _maxLength as sr, transportFailure as st, readCrashState as t, isHttpSuccess as tn, strictObject as tr, proxiesIn as tt, readConnectionTask as u, parsedUrl as un, safeParse as ur, essentialParts as ut, nearestFirst as v, capsuleLine as vn, __exportAll as vr, markdownText as vt, reportedOf as w, platformFindings as wn, endOf$1 as wt, commandsForAll as x, severityOf as xn, bySeverity as xt, nearestName as y, firstError as yn, __require as yr, passes as yt, writeSummary as z, _catch as zn, isTurnedDown as zt };
