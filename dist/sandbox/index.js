import "node:module";
import { spawn } from "node:child_process";
import * as os from "os";
import * as crypto$1 from "crypto";
import * as fs from "fs";
import "path";
import { createServer } from "node:net";
import { createServer as createServer$1 } from "node:http";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout } from "node:timers/promises";
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
	const delimiter = `ghadelimiter_${crypto$1.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
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
	error(message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
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
// node_modules/hono/dist/compose.js
/**
* Compose middleware functions into a single function based on `koa-compose` package.
*
* @template E - The environment type.
*
* @param {[[Function, unknown], unknown][] | [[Function]][]} middleware - An array of middleware functions and their corresponding parameters.
* @param {ErrorHandler<E>} [onError] - An optional error handler function.
* @param {NotFoundHandler<E>} [onNotFound] - An optional not-found handler function.
*
* @returns {(context: Context, next?: Next) => Promise<Context>} - A composed middleware function.
*/
const compose = (middleware, onError, onNotFound) => {
	return (context, next) => {
		let index = -1;
		return dispatch(0);
		/**
		* Dispatch the middleware functions.
		*
		* @param {number} i - The current index in the middleware array.
		*
		* @returns {Promise<Context>} - A promise that resolves to the context.
		*/
		async function dispatch(i) {
			if (i <= index) throw new Error("next() called multiple times");
			index = i;
			let res;
			let isError = false;
			let handler;
			if (middleware[i]) {
				handler = middleware[i][0][0];
				context.req.routeIndex = i;
			} else handler = i === middleware.length && next || void 0;
			if (handler) try {
				res = await handler(context, () => dispatch(i + 1));
			} catch (err) {
				if (err instanceof Error && onError) {
					context.error = err;
					res = await onError(err, context);
					isError = true;
				} else throw err;
			}
			else if (context.finalized === false && onNotFound) res = await onNotFound(context);
			if (res && (context.finalized === false || isError)) context.res = res;
			return context;
		}
	};
};
// node_modules/hono/dist/utils/url.js
const splitPath = (path) => {
	const paths = path.split("/");
	if (paths[0] === "") paths.shift();
	return paths;
};
const splitRoutingPath = (routePath) => {
	const { groups, path } = extractGroupsFromPath(routePath);
	const paths = splitPath(path);
	return replaceGroupMarks(paths, groups);
};
const extractGroupsFromPath = (path) => {
	const groups = [];
	path = path.replace(/\{[^}]+\}/g, (match, index) => {
		const mark = `@${index}`;
		groups.push([mark, match]);
		return mark;
	});
	return {
		groups,
		path
	};
};
const replaceGroupMarks = (paths, groups) => {
	for (let i = groups.length - 1; i >= 0; i--) {
		const [mark] = groups[i];
		for (let j = paths.length - 1; j >= 0; j--) if (paths[j].includes(mark)) {
			paths[j] = paths[j].replace(mark, groups[i][1]);
			break;
		}
	}
	return paths;
};
const patternCache = {};
const getPattern = (label, next) => {
	if (label === "*") return "*";
	const match = label.match(/^\:([^\{\}]+)(?:\{(.+)\})?$/);
	if (match) {
		const cacheKey = `${label}#${next}`;
		if (!patternCache[cacheKey]) {
			if (match[2]) patternCache[cacheKey] = next && next[0] !== ":" && next[0] !== "*" ? [
				cacheKey,
				match[1],
				new RegExp(`^${match[2]}(?=/${next})`)
			] : [
				label,
				match[1],
				new RegExp(`^${match[2]}$`)
			];
			else patternCache[cacheKey] = [
				label,
				match[1],
				true
			];
		}
		return patternCache[cacheKey];
	}
	return null;
};
const tryDecode = (str, decoder) => {
	try {
		return decoder(str);
	} catch {
		return str.replace(/(?:%[0-9A-Fa-f]{2})+/g, (match) => {
			try {
				return decoder(match);
			} catch {
				return match;
			}
		});
	}
};
const decodeURIWithPreservedPercent = (value) => decodeURI(value.includes("%25") ? value.replace(/%25/g, "%2525") : value);
const getPath = (request) => {
	const url = request.url;
	const start = url.indexOf("/", url.indexOf(":") + 4);
	let i = start;
	for (; i < url.length; i++) {
		const charCode = url.charCodeAt(i);
		if (charCode === 37) {
			const queryIndex = url.indexOf("?", i);
			const hashIndex = url.indexOf("#", i);
			const end = queryIndex === -1 ? hashIndex === -1 ? void 0 : hashIndex : hashIndex === -1 ? queryIndex : Math.min(queryIndex, hashIndex);
			const path = url.slice(start, end);
			const decoded = tryDecode(path, decodeURIWithPreservedPercent);
			if (/%(?![0-9A-Fa-f]{2})/.test(path)) {
				const rewritten = new URL("http://localhost");
				rewritten.pathname = decoded.replace(/[\\\t\n\r]/g, encodeURIComponent);
				if (tryDecode(rewritten.pathname, decodeURIWithPreservedPercent) !== decoded) return tryDecode(path.replace(/%(?![0-9A-Fa-f]{2})/g, "%25"), decodeURIWithPreservedPercent);
			}
			return decoded;
		} else if (charCode === 63 || charCode === 35) break;
	}
	return url.slice(start, i);
};
const getPathNoStrict = (request) => {
	const result = getPath(request);
	return result.length > 1 && result.at(-1) === "/" ? result.slice(0, -1) : result;
};
/**
* Merge paths.
* @param {string[]} ...paths - The paths to merge.
* @returns {string} The merged path.
* @example
* mergePath('/api', '/users') // '/api/users'
* mergePath('/api/', '/users') // '/api/users'
* mergePath('/api', '/') // '/api'
* mergePath('/api/', '/') // '/api/'
*/
const mergePath = (base, sub, ...rest) => {
	if (rest.length) sub = mergePath(sub, ...rest);
	return `${base?.[0] === "/" ? "" : "/"}${base}${sub === "/" ? "" : `${base?.at(-1) === "/" ? "" : "/"}${sub?.[0] === "/" ? sub.slice(1) : sub}`}`;
};
const tryDecodeURIComponent = (str) => str.indexOf("%") !== -1 ? tryDecode(str, decodeURIComponent_) : str;
const _decodeURI = (value) => {
	if (value.indexOf("+") !== -1) value = value.replace(/\+/g, " ");
	return tryDecodeURIComponent(value);
};
const _getQueryParam = (url, key, multiple) => {
	const hashIndex = url.indexOf("#", 8);
	if (hashIndex !== -1) url = url.slice(0, hashIndex);
	let encoded;
	if (!multiple && key && !/[%+&=]/.test(key)) {
		const queryIndex = url.indexOf("?", 8);
		let keyIndex = queryIndex;
		if (keyIndex === -1) return;
		if (!url.startsWith(key, keyIndex + 1)) keyIndex = url.indexOf(`&${key}`, keyIndex + 1);
		while (keyIndex !== -1) {
			const trailingKeyCode = url.charCodeAt(keyIndex + key.length + 1);
			if (trailingKeyCode === 61 || trailingKeyCode === 38 || isNaN(trailingKeyCode)) {
				if (keyIndex > queryIndex && /(?:^|&)[^=&]*[%+]/.test(url.slice(queryIndex + 1, keyIndex))) break;
				if (trailingKeyCode === 61) {
					const valueIndex = keyIndex + key.length + 2;
					const endIndex = url.indexOf("&", valueIndex);
					return _decodeURI(url.slice(valueIndex, endIndex === -1 ? void 0 : endIndex));
				}
				return "";
			}
			keyIndex = url.indexOf(`&${key}`, keyIndex + 1);
		}
		encoded = /[%+]/.test(url);
		if (!encoded) return;
	}
	const results = Object.create(null);
	encoded ??= /[%+]/.test(url);
	let keyIndex = url.indexOf("?", 8);
	while (keyIndex !== -1) {
		const nextKeyIndex = url.indexOf("&", keyIndex + 1);
		let valueIndex = url.indexOf("=", keyIndex);
		if (valueIndex > nextKeyIndex && nextKeyIndex !== -1) valueIndex = -1;
		let name = url.slice(keyIndex + 1, valueIndex === -1 ? nextKeyIndex === -1 ? void 0 : nextKeyIndex : valueIndex);
		if (encoded) name = _decodeURI(name);
		keyIndex = nextKeyIndex;
		if (name === "") continue;
		let value;
		if (valueIndex === -1) value = "";
		else {
			value = url.slice(valueIndex + 1, nextKeyIndex === -1 ? void 0 : nextKeyIndex);
			if (encoded) value = _decodeURI(value);
		}
		if (multiple) {
			if (!(results[name] && Array.isArray(results[name]))) results[name] = [];
			results[name].push(value);
		} else results[name] ??= value;
	}
	return key ? results[key] : results;
};
const getQueryParam = _getQueryParam;
const getQueryParams = (url, key) => {
	return _getQueryParam(url, key, true);
};
const decodeURIComponent_ = decodeURIComponent;
// node_modules/hono/dist/http-exception.js
/**
* `HTTPException` must be used when a fatal error such as authentication failure occurs.
*
* @see {@link https://hono.dev/docs/api/exception}
*
* @param {StatusCode} status - status code of HTTPException
* @param {HTTPExceptionOptions} options - options of HTTPException
* @param {HTTPExceptionOptions["res"]} options.res - response of options of HTTPException
* @param {HTTPExceptionOptions["message"]} options.message - message of options of HTTPException
* @param {HTTPExceptionOptions["cause"]} options.cause - cause of options of HTTPException
*
* @example
* ```ts
* import { HTTPException } from 'hono/http-exception'
*
* // ...
*
* app.post('/auth', async (c, next) => {
*   // authentication
*   if (authorized === false) {
*     throw new HTTPException(401, { message: 'Custom error message' })
*   }
*   await next()
* })
* ```
*/
var HTTPException = class extends Error {
	res;
	status;
	/**
	* Creates an instance of `HTTPException`.
	* @param status - HTTP status code for the exception. Defaults to 500.
	* @param options - Additional options for the exception.
	*/
	constructor(status = 500, options) {
		super(options?.message, { cause: options?.cause });
		this.res = options?.res;
		this.status = status;
	}
	/**
	* Returns the response object associated with the exception.
	* If a response object is not provided, a new response is created with the error message and status code.
	* @returns The response object.
	*/
	getResponse() {
		if (this.res) return new Response(this.res.body, {
			status: this.status,
			headers: this.res.headers
		});
		return new Response(this.message, { status: this.status });
	}
};
// node_modules/hono/dist/request/constants.js
const GET_MATCH_RESULT = Symbol();
// node_modules/hono/dist/utils/buffer.js
const bufferToFormData = (arrayBuffer, contentType) => {
	return new Response(arrayBuffer, { headers: { "Content-Type": contentType.replace(/^[^;]+/, (mediaType) => mediaType.toLowerCase()) } }).formData();
};
// node_modules/hono/dist/utils/body.js
const MAX_NESTED_OBJECTS = 1e4;
const isRawRequest = (request) => "headers" in request;
const parseBody = async (request, options = Object.create(null)) => {
	const { all = false, dot = false } = options;
	const mediaType = (isRawRequest(request) ? request.headers : request.raw.headers).get("Content-Type")?.split(";")[0].trim().toLowerCase();
	if (mediaType === "multipart/form-data" || mediaType === "application/x-www-form-urlencoded") return parseFormData(request, {
		all,
		dot
	});
	return {};
};
/**
* Parses form data from a request.
*
* @template T - The type of the parsed body data.
* @param {HonoRequest | Request} request - The request object containing form data.
* @param {ParseBodyOptions} options - Options for parsing the form data.
* @returns {Promise<T>} The parsed body data.
*/
async function parseFormData(request, options) {
	if (!isRawRequest(request) && request.bodyCache.formData) return convertFormDataToBodyData(await request.bodyCache.formData, options);
	const headers = isRawRequest(request) ? request.headers : request.raw.headers;
	const arrayBuffer = await request.arrayBuffer();
	const formDataPromise = bufferToFormData(arrayBuffer, headers.get("Content-Type") || "");
	if (!isRawRequest(request)) request.bodyCache.formData = formDataPromise;
	const formData = await formDataPromise;
	if (formData) return convertFormDataToBodyData(formData, options);
	return {};
}
/**
* Converts form data to body data based on the provided options.
*
* @template T - The type of the parsed body data.
* @param {FormData} formData - The form data to convert.
* @param {ParseBodyOptions} options - Options for parsing the form data.
* @returns {T} The converted body data.
*/
function convertFormDataToBodyData(formData, options) {
	const form = Object.create(null);
	const nestingState = { count: 0 };
	formData.forEach((value, key) => {
		if (!(options.all || key.endsWith("[]"))) form[key] = value;
		else handleParsingAllValues(form, key, value);
	});
	if (options.dot) Object.entries(form).forEach(([key, value]) => {
		if (key.includes(".")) {
			handleParsingNestedValues(form, key, value, nestingState);
			delete form[key];
		}
	});
	return form;
}
/**
* Handles parsing all values for a given key, supporting multiple values as arrays.
*
* @param {BodyData} form - The form data object.
* @param {string} key - The key to parse.
* @param {FormDataEntryValue} value - The value to assign.
*/
const handleParsingAllValues = (form, key, value) => {
	if (form[key] !== void 0) {
		if (Array.isArray(form[key])) form[key].push(value);
		else form[key] = [form[key], value];
	} else if (!key.endsWith("[]")) form[key] = value;
	else form[key] = [value];
};
/**
* Handles parsing nested values using dot notation keys.
*
* @param {BodyData} form - The form data object.
* @param {string} key - The dot notation key.
* @param {BodyDataValue} value - The value to assign.
* @param {{ count: number }} state - The state object tracking nesting depth.
*/
const handleParsingNestedValues = (form, key, value, state) => {
	if (/(?:^|\.)__proto__\./.test(key)) return;
	let nestedForm = form;
	const keys = key.split(".", 34);
	if (keys.length > 33) throwNestingLimitExceeded();
	keys.forEach((key, index) => {
		if (index === keys.length - 1) nestedForm[key] = value;
		else {
			if (!nestedForm[key] || typeof nestedForm[key] !== "object" || Array.isArray(nestedForm[key]) || nestedForm[key] instanceof File) {
				if (state.count++ >= MAX_NESTED_OBJECTS) throwNestingLimitExceeded();
				nestedForm[key] = Object.create(null);
			}
			nestedForm = nestedForm[key];
		}
	});
};
const throwNestingLimitExceeded = () => {
	throw new Error("Nesting limit exceeded");
};
// node_modules/hono/dist/request.js
var HonoRequest = class {
	/**
	* `.raw` can get the raw Request object.
	*
	* @see {@link https://hono.dev/docs/api/request#raw}
	*
	* @example
	* ```ts
	* // For Cloudflare Workers
	* app.post('/', async (c) => {
	*   const metadata = c.req.raw.cf?.hostMetadata?
	*   ...
	* })
	* ```
	*/
	raw;
	#validatedData;
	#matchResult;
	routeIndex = 0;
	/**
	* `.path` can get the pathname of the request.
	*
	* @see {@link https://hono.dev/docs/api/request#path}
	*
	* @example
	* ```ts
	* app.get('/about/me', (c) => {
	*   const pathname = c.req.path // `/about/me`
	* })
	* ```
	*/
	path;
	bodyCache = {};
	constructor(request, path = "/", matchResult = [[]]) {
		this.raw = request;
		this.path = path;
		this.#matchResult = matchResult;
	}
	param(key) {
		return key ? this.#getDecodedParam(key) : this.#getAllDecodedParams();
	}
	#getDecodedParam(key) {
		const paramKey = this.#matchResult[0][this.routeIndex]?.[1][key];
		const param = this.#getParamValue(paramKey);
		return param && tryDecodeURIComponent(param);
	}
	#getAllDecodedParams() {
		const decoded = {};
		const keys = Object.keys(this.#matchResult[0][this.routeIndex]?.[1] ?? {});
		for (const key of keys) {
			const value = this.#getParamValue(this.#matchResult[0][this.routeIndex][1][key]);
			if (value !== void 0) decoded[key] = tryDecodeURIComponent(value);
		}
		return decoded;
	}
	#getParamValue(paramKey) {
		return this.#matchResult[1] ? this.#matchResult[1][paramKey] : paramKey;
	}
	query(key) {
		return getQueryParam(this.url, key);
	}
	queries(key) {
		return getQueryParams(this.url, key);
	}
	header(name) {
		if (name) return this.raw.headers.get(name) ?? void 0;
		const headerData = Object.create(null);
		this.raw.headers.forEach((value, key) => {
			headerData[key] = value;
		});
		return headerData;
	}
	async parseBody(options) {
		return parseBody(this, options);
	}
	#cachedBody = (key) => {
		const { bodyCache, raw } = this;
		const cachedBody = bodyCache[key];
		if (cachedBody) return cachedBody;
		for (const anyCachedKey in bodyCache) return bodyCache[anyCachedKey].then((body) => {
			if (anyCachedKey === "json") body = JSON.stringify(body);
			const contentType = anyCachedKey === "formData" ? void 0 : raw.headers.get("content-type");
			return new Response(body, { headers: contentType ? { "Content-Type": contentType } : void 0 })[key]();
		});
		return bodyCache[key] = raw[key]();
	};
	/**
	* `.json()` can parse Request body of type `application/json`
	*
	* @see {@link https://hono.dev/docs/api/request#json}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.json()
	* })
	* ```
	*/
	json() {
		return this.#cachedBody("text").then((text) => JSON.parse(text));
	}
	/**
	* `.text()` can parse Request body of type `text/plain`
	*
	* @see {@link https://hono.dev/docs/api/request#text}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.text()
	* })
	* ```
	*/
	text() {
		return this.#cachedBody("text");
	}
	/**
	* `.arrayBuffer()` parse Request body as an `ArrayBuffer`
	*
	* @see {@link https://hono.dev/docs/api/request#arraybuffer}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.arrayBuffer()
	* })
	* ```
	*/
	arrayBuffer() {
		return this.#cachedBody("arrayBuffer");
	}
	/**
	* `.bytes()` parses the request body as a `Uint8Array`.
	*
	* @see {@link https://hono.dev/docs/api/request#bytes}
	*
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.bytes()
	* })
	* ```
	*/
	bytes() {
		return this.#cachedBody("arrayBuffer").then((buffer) => new Uint8Array(buffer));
	}
	/**
	* Parses the request body as a `Blob`.
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.blob();
	* });
	* ```
	* @see https://hono.dev/docs/api/request#blob
	*/
	blob() {
		return this.#cachedBody("blob");
	}
	/**
	* Parses the request body as `FormData`.
	* @example
	* ```ts
	* app.post('/entry', async (c) => {
	*   const body = await c.req.formData();
	* });
	* ```
	* @see https://hono.dev/docs/api/request#formdata
	*/
	formData() {
		return this.#cachedBody("formData");
	}
	/**
	* Adds validated data to the request.
	*
	* @param target - The target of the validation.
	* @param data - The validated data to add.
	*/
	addValidatedData(target, data) {
		(this.#validatedData ??= {})[target] = data;
	}
	valid(target) {
		return this.#validatedData?.[target];
	}
	/**
	* `.url` can get the request url strings.
	*
	* @see {@link https://hono.dev/docs/api/request#url}
	*
	* @example
	* ```ts
	* app.get('/about/me', (c) => {
	*   const url = c.req.url // `http://localhost:8787/about/me`
	*   ...
	* })
	* ```
	*/
	get url() {
		return this.raw.url;
	}
	/**
	* `.method` can get the method name of the request.
	*
	* @see {@link https://hono.dev/docs/api/request#method}
	*
	* @example
	* ```ts
	* app.get('/about/me', (c) => {
	*   const method = c.req.method // `GET`
	* })
	* ```
	*/
	get method() {
		return this.raw.method;
	}
	get [GET_MATCH_RESULT]() {
		return this.#matchResult;
	}
	/**
	* `.matchedRoutes` can return a matched route in the handler
	*
	* @deprecated
	*
	* Use matchedRoutes helper defined in "hono/route" instead.
	*
	* @see {@link https://hono.dev/docs/api/request#matchedroutes}
	*
	* @example
	* ```ts
	* app.use('*', async function logger(c, next) {
	*   await next()
	*   c.req.matchedRoutes.forEach(({ handler, method, path }, i) => {
	*     const name = handler.name || (handler.length < 2 ? '[handler]' : '[middleware]')
	*     console.log(
	*       method,
	*       ' ',
	*       path,
	*       ' '.repeat(Math.max(10 - path.length, 0)),
	*       name,
	*       i === c.req.routeIndex ? '<- respond from here' : ''
	*     )
	*   })
	* })
	* ```
	*/
	get matchedRoutes() {
		return this.#matchResult[0].map(([[, route]]) => route);
	}
	/**
	* `.routePath` can retrieve the path registered within the handler
	*
	* @deprecated
	*
	* Use routePath helper defined in "hono/route" instead.
	*
	* @see {@link https://hono.dev/docs/api/request#routepath}
	*
	* @example
	* ```ts
	* app.get('/posts/:id', (c) => {
	*   return c.json({ path: c.req.routePath })
	* })
	* ```
	*/
	get routePath() {
		return this.#matchResult[0].map(([[, route]]) => route)[this.routeIndex].path;
	}
};
// node_modules/hono/dist/utils/html.js
/**
* @module
* HTML utility.
*/
const HtmlEscapedCallbackPhase = {
	Stringify: 1,
	BeforeStream: 2,
	Stream: 3
};
const raw = (value, callbacks) => {
	const escapedString = new String(value);
	escapedString.isEscaped = true;
	escapedString.callbacks = callbacks;
	return escapedString;
};
const resolveCallback = async (str, phase, preserveCallbacks, context, buffer) => {
	if (typeof str === "object" && !(str instanceof String)) {
		if (!(str instanceof Promise)) str = str.toString();
		if (str instanceof Promise) str = await str;
	}
	const callbacks = str.callbacks;
	if (!callbacks?.length) return Promise.resolve(str);
	if (buffer) buffer[0] += str;
	else buffer = [str];
	const resStr = Promise.all(callbacks.map((c) => c({
		phase,
		buffer,
		context
	}))).then((res) => Promise.all(res.filter(Boolean).map((str) => resolveCallback(str, phase, false, context, buffer))).then(() => buffer[0]));
	if (preserveCallbacks) return raw(await resStr, callbacks);
	else return resStr;
};
// node_modules/hono/dist/context.js
const TEXT_PLAIN = "text/plain; charset=UTF-8";
const setDefaultContentType = (contentType, headers) => {
	return {
		"Content-Type": contentType,
		...headers
	};
};
const createResponseInstance = (body, init) => new Response(body, init);
var Context = class {
	#rawRequest;
	#req;
	/**
	* `.env` can get bindings (environment variables, secrets, KV namespaces, D1 database, R2 bucket etc.) in Cloudflare Workers.
	*
	* @see {@link https://hono.dev/docs/api/context#env}
	*
	* @example
	* ```ts
	* // Environment object for Cloudflare Workers
	* app.get('*', async c => {
	*   const counter = c.env.COUNTER
	* })
	* ```
	*/
	env = {};
	#var;
	finalized = false;
	/**
	* `.error` can get the error object from the middleware if the Handler throws an error.
	*
	* @see {@link https://hono.dev/docs/api/context#error}
	*
	* @example
	* ```ts
	* app.use('*', async (c, next) => {
	*   await next()
	*   if (c.error) {
	*     // do something...
	*   }
	* })
	* ```
	*/
	error;
	#status;
	#executionCtx;
	#res;
	#layout;
	#renderer;
	#notFoundHandler;
	#preparedHeaders;
	#matchResult;
	#path;
	/**
	* Creates an instance of the Context class.
	*
	* @param req - The Request object.
	* @param options - Optional configuration options for the context.
	*/
	constructor(req, options) {
		this.#rawRequest = req;
		if (options) {
			this.#executionCtx = options.executionCtx;
			this.env = options.env;
			this.#notFoundHandler = options.notFoundHandler;
			this.#path = options.path;
			this.#matchResult = options.matchResult;
		}
	}
	/**
	* `.req` is the instance of {@link HonoRequest}.
	*/
	get req() {
		this.#req ??= new HonoRequest(this.#rawRequest, this.#path, this.#matchResult);
		return this.#req;
	}
	/**
	* @see {@link https://hono.dev/docs/api/context#event}
	* The FetchEvent associated with the current request.
	*
	* @throws Will throw an error if the context does not have a FetchEvent.
	*/
	get event() {
		if (this.#executionCtx && "respondWith" in this.#executionCtx) return this.#executionCtx;
		else throw Error("This context has no FetchEvent");
	}
	/**
	* @see {@link https://hono.dev/docs/api/context#executionctx}
	* The ExecutionContext associated with the current request.
	*
	* @throws Will throw an error if the context does not have an ExecutionContext.
	*/
	get executionCtx() {
		if (this.#executionCtx) return this.#executionCtx;
		else throw Error("This context has no ExecutionContext");
	}
	/**
	* @see {@link https://hono.dev/docs/api/context#res}
	* The Response object for the current request.
	*/
	get res() {
		return this.#res ||= createResponseInstance(null, { headers: this.#preparedHeaders ??= new Headers() });
	}
	/**
	* Sets the Response object for the current request.
	*
	* @param _res - The Response object to set.
	*/
	set res(_res) {
		if (this.#res && _res) {
			_res = createResponseInstance(_res.body, _res);
			for (const [k, v] of this.#res.headers.entries()) {
				if (k === "content-type") continue;
				if (k === "set-cookie") {
					const cookies = this.#res.headers.getSetCookie();
					_res.headers.delete("set-cookie");
					for (const cookie of cookies) _res.headers.append("set-cookie", cookie);
				} else _res.headers.set(k, v);
			}
		}
		this.#res = _res;
		this.finalized = true;
	}
	/**
	* `.render()` can create a response within a layout.
	*
	* @see {@link https://hono.dev/docs/api/context#render-setrenderer}
	*
	* @example
	* ```ts
	* app.get('/', (c) => {
	*   return c.render('Hello!')
	* })
	* ```
	*/
	render = (...args) => {
		this.#renderer ??= (content) => this.html(content);
		return this.#renderer(...args);
	};
	/**
	* Sets the layout for the response.
	*
	* @param layout - The layout to set.
	* @returns The layout function.
	*/
	setLayout = (layout) => this.#layout = layout;
	/**
	* Gets the current layout for the response.
	*
	* @returns The current layout function.
	*/
	getLayout = () => this.#layout;
	/**
	* `.setRenderer()` can set the layout in the custom middleware.
	*
	* @see {@link https://hono.dev/docs/api/context#render-setrenderer}
	*
	* @example
	* ```tsx
	* app.use('*', async (c, next) => {
	*   c.setRenderer((content) => {
	*     return c.html(
	*       <html>
	*         <body>
	*           <p>{content}</p>
	*         </body>
	*       </html>
	*     )
	*   })
	*   await next()
	* })
	* ```
	*/
	setRenderer = (renderer) => {
		this.#renderer = renderer;
	};
	/**
	* `.header()` can set headers.
	*
	* @see {@link https://hono.dev/docs/api/context#header}
	*
	* @example
	* ```ts
	* app.get('/welcome', (c) => {
	*   // Set headers
	*   c.header('X-Message', 'Hello!')
	*   c.header('Content-Type', 'text/plain')
	*
	*   // Append multiple headers using the append option (e.g. Vary)
	*   c.header('Vary', 'Accept-Encoding', { append: true })
	*   c.header('Vary', 'User-Agent', { append: true })
	*
	*   return c.body('Thank you for coming')
	* })
	* ```
	*/
	header = (name, value, options) => {
		if (this.finalized && !this.#res.bodyUsed) this.#res = createResponseInstance(this.#res.body, this.#res);
		const headers = this.#res ? this.#res.headers : this.#preparedHeaders ??= new Headers();
		if (value === void 0) headers.delete(name);
		else if (options?.append) headers.append(name, value);
		else headers.set(name, value);
	};
	status = (status) => {
		this.#status = status;
	};
	/**
	* `.set()` can set the value specified by the key.
	*
	* @see {@link https://hono.dev/docs/api/context#set-get}
	*
	* @example
	* ```ts
	* app.use('*', async (c, next) => {
	*   c.set('message', 'Hono is hot!!')
	*   await next()
	* })
	* ```
	*/
	set = (key, value) => {
		this.#var ??= /* @__PURE__ */ new Map();
		this.#var.set(key, value);
	};
	/**
	* `.get()` can use the value specified by the key.
	*
	* @see {@link https://hono.dev/docs/api/context#set-get}
	*
	* @example
	* ```ts
	* app.get('/', (c) => {
	*   const message = c.get('message')
	*   return c.text(`The message is "${message}"`)
	* })
	* ```
	*/
	get = (key) => {
		return this.#var ? this.#var.get(key) : void 0;
	};
	/**
	* `.var` can access the value of a variable.
	*
	* @see {@link https://hono.dev/docs/api/context#var}
	*
	* @example
	* ```ts
	* const result = c.var.client.oneMethod()
	* ```
	*/
	get var() {
		if (!this.#var) return {};
		return Object.fromEntries(this.#var);
	}
	#newResponse(data, arg, headers) {
		let responseHeaders = this.#res ? new Headers(this.#res.headers) : this.#preparedHeaders;
		if (typeof arg === "object" && arg.headers) {
			responseHeaders ??= new Headers();
			for (const [key, value] of new Headers(arg.headers)) if (key === "set-cookie") responseHeaders.append(key, value);
			else responseHeaders.set(key, value);
		}
		if (headers) {
			if (!responseHeaders) {
				let count = 0;
				for (const k in headers) if (++count > 1 || typeof headers[k] !== "string") {
					responseHeaders = new Headers();
					break;
				}
			}
			if (responseHeaders) for (const k in headers) {
				const v = headers[k];
				if (typeof v === "string") responseHeaders.set(k, v);
				else {
					responseHeaders.delete(k);
					for (const v2 of v) responseHeaders.append(k, v2);
				}
			}
		}
		const status = typeof arg === "number" ? arg : arg?.status ?? this.#status;
		return createResponseInstance(data, {
			status,
			headers: responseHeaders ?? headers
		});
	}
	newResponse = (...args) => this.#newResponse(...args);
	/**
	* `.body()` can return the HTTP response.
	* You can set headers with `.header()` and set HTTP status code with `.status`.
	* This can also be set in `.text()`, `.json()` and so on.
	*
	* @see {@link https://hono.dev/docs/api/context#body}
	*
	* @example
	* ```ts
	* app.get('/welcome', (c) => {
	*   // Set headers
	*   c.header('X-Message', 'Hello!')
	*   c.header('Content-Type', 'text/plain')
	*   // Set HTTP status code
	*   c.status(201)
	*
	*   // Return the response body
	*   return c.body('Thank you for coming')
	* })
	* ```
	*/
	body = (data, arg, headers) => this.#newResponse(data, arg, headers);
	/**
	* `.text()` can render text as `Content-Type:text/plain`.
	*
	* @see {@link https://hono.dev/docs/api/context#text}
	*
	* @example
	* ```ts
	* app.get('/say', (c) => {
	*   return c.text('Hello!')
	* })
	* ```
	*/
	text = (text, arg, headers) => {
		return !this.#preparedHeaders && !this.#status && !arg && !headers && !this.finalized ? new Response(text) : this.#newResponse(text, arg, setDefaultContentType(TEXT_PLAIN, headers));
	};
	/**
	* `.json()` can render JSON as `Content-Type:application/json`.
	*
	* @see {@link https://hono.dev/docs/api/context#json}
	*
	* @example
	* ```ts
	* app.get('/api', (c) => {
	*   return c.json({ message: 'Hello!' })
	* })
	* ```
	*/
	json = (object, arg, headers) => {
		return this.#newResponse(JSON.stringify(object), arg, setDefaultContentType("application/json", headers));
	};
	html = (html, arg, headers) => {
		const res = (html) => this.#newResponse(html, arg, setDefaultContentType("text/html; charset=UTF-8", headers));
		return typeof html === "object" ? resolveCallback(html, HtmlEscapedCallbackPhase.Stringify, false, {}).then(res) : res(html);
	};
	/**
	* `.redirect()` can Redirect, default status code is 302.
	*
	* @see {@link https://hono.dev/docs/api/context#redirect}
	*
	* @example
	* ```ts
	* app.get('/redirect', (c) => {
	*   return c.redirect('/')
	* })
	* app.get('/redirect-permanently', (c) => {
	*   return c.redirect('/', 301)
	* })
	* ```
	*/
	redirect = (location, status) => {
		const locationString = String(location);
		this.header("Location", !/[^\x00-\xFF]/.test(locationString) ? locationString : encodeURI(locationString));
		return this.newResponse(null, status ?? 302);
	};
	/**
	* `.notFound()` can return the Not Found Response.
	*
	* @see {@link https://hono.dev/docs/api/context#notfound}
	*
	* @example
	* ```ts
	* app.get('/notfound', (c) => {
	*   return c.notFound()
	* })
	* ```
	*/
	notFound = () => {
		this.#notFoundHandler ??= () => createResponseInstance();
		return this.#notFoundHandler(this);
	};
};
// node_modules/hono/dist/helper/route/index.js
/**
* Get matched routes in the handler
*
* @param {Context} c - The context object
* @returns An array of matched routes
*
* @example
* ```ts
* import { matchedRoutes } from 'hono/route'
*
* app.use('*', async function logger(c, next) {
*   await next()
*   matchedRoutes(c).forEach(({ handler, method, path }, i) => {
*     const name = handler.name || (handler.length < 2 ? '[handler]' : '[middleware]')
*     console.log(
*       method,
*       ' ',
*       path,
*       ' '.repeat(Math.max(10 - path.length, 0)),
*       name,
*       i === c.req.routeIndex ? '<- respond from here' : ''
*     )
*   })
* })
* ```
*/
const matchedRoutes = (c) => c.req[GET_MATCH_RESULT][0].map(([[, route]]) => route);
/**
* Get the route path registered within the handler
*
* @param {Context} c - The context object
* @param {number} index - The index of the route from which to retrieve the path, similar to Array.prototype.at(), where a negative number is the index counted from the end of the matching route. Defaults to the current route index.
* @returns The route path registered within the handler
*
* @example
* ```ts
* import { routePath } from 'hono/route'
*
* app.use('*', (c, next) => {
*   console.log(routePath(c)) // '*'
*   console.log(routePath(c, -1)) // '/posts/:id'
*   return next()
* })
*
* app.get('/posts/:id', (c) => {
*   return c.text(routePath(c)) // '/posts/:id'
* })
* ```
*/
const routePath = (c, index) => matchedRoutes(c).at(index ?? c.req.routeIndex)?.path ?? "";
// node_modules/hono/dist/router.js
/**
* Array of supported HTTP methods.
*/
const METHODS = [
	"get",
	"post",
	"put",
	"delete",
	"options",
	"patch",
	"query"
];
/**
* Error class representing an unsupported path error.
*/
var UnsupportedPathError = class extends Error {};
// node_modules/hono/dist/utils/constants.js
/**
* Constant used to mark a composed handler.
*/
const COMPOSED_HANDLER = "__COMPOSED_HANDLER";
// node_modules/hono/dist/utils/mount.js
const countTrailingSlashes = (path) => {
	let index = path.length;
	while (index > 0 && path.charCodeAt(index - 1) === 47) index--;
	return path.length - index;
};
const getPathPrefixLength = (c, pathPrefix, routePath) => {
	if (!/[:*]/.test(pathPrefix)) return pathPrefix.length;
	const path = c.req.path;
	const matchResult = c.req[GET_MATCH_RESULT];
	const paramNames = /* @__PURE__ */ new Set();
	let length = 0;
	for (const part of splitRoutingPath(pathPrefix)) {
		if (part[0] === ":" && part.endsWith("}?")) throw new Error(`mount(): Optional regular expression parameters are not supported in "${routePath}".`);
		const pattern = getPattern(part);
		if (pattern && pattern !== "*") {
			const name = pattern[1];
			if (paramNames.has(name)) throw new Error(`mount(): Duplicate path parameter "${name}" in "${routePath}".`);
			paramNames.add(name);
		}
		if (pattern && pattern !== "*" && pattern[2] !== true) {
			const value = matchResult.length === 2 ? matchResult[1][matchResult[0][c.req.routeIndex][1][pattern[1]]] : matchResult[0][c.req.routeIndex][1][pattern[1]];
			length += value.length + 1;
		} else if (pattern || part.endsWith("*")) {
			const end = path.indexOf("/", length + 1);
			length = end === -1 ? path.length : end;
		} else length += part.length + 1;
	}
	return length;
};
const createMountedRequest = (c, pathPrefix, routePath) => {
	if (/[^/]\*$/.test(routePath)) throw new Error(`mount(): Wildcard must follow "/" in "${routePath}".`);
	const prefixLength = getPathPrefixLength(c, pathPrefix, routePath);
	const path = c.req.path.slice(prefixLength) || "/";
	if (prefixLength > c.req.path.length || path[0] !== "/" || /\/(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) throw new HTTPException(400, { message: "Invalid mounted path" });
	const rawUrl = c.req.raw.url;
	if (/^[^/?#]*\/\/[^/?#\\]*[?#\\]/.test(rawUrl)) throw new HTTPException(400, { message: "Invalid mounted path" });
	const rawPathEnd = rawUrl.search(/[?#]/);
	const rawTrailingSlashes = countTrailingSlashes(rawPathEnd === -1 ? rawUrl : rawUrl.slice(0, rawPathEnd));
	if (rawTrailingSlashes > 1 && countTrailingSlashes(c.req.path) === rawTrailingSlashes - 1) throw new HTTPException(400, { message: "Invalid mounted path" });
	const url = new URL(rawUrl);
	url.pathname = path.replace(/[\\\t\n\r]/g, encodeURIComponent);
	if (path.includes("%")) {}
	return new Request(url, c.req.raw);
};
// node_modules/hono/dist/hono-base.js
/**
* @module
* This module is the base module for the Hono object.
*/
const notFoundHandler = (c) => {
	return c.text("404 Not Found", 404);
};
const errorHandler = (err, c) => {
	if ("getResponse" in err) {
		const res = err.getResponse();
		return c.newResponse(res.body, res);
	}
	console.error(err);
	return c.text("Internal Server Error", 500);
};
var Hono$1 = class Hono {
	get;
	post;
	put;
	delete;
	options;
	patch;
	query;
	all;
	on;
	use;
	router;
	getPath;
	_basePath = "/";
	#path = "/";
	routes = [];
	constructor(options = {}) {
		[...METHODS, "all"].forEach((method) => {
			this[method] = (args1, ...args) => {
				const methodName = method.toUpperCase();
				if (typeof args1 === "string") this.#path = args1;
				else this.#addRoute(methodName, this.#path, args1);
				args.forEach((handler) => {
					this.#addRoute(methodName, this.#path, handler);
				});
				return this;
			};
		});
		this.on = (method, path, ...handlers) => {
			for (const p of [path].flat()) {
				this.#path = p;
				for (const m of [method].flat()) {
					const methodName = m.toUpperCase();
					for (const handler of handlers) this.#addRoute(methodName, this.#path, handler);
				}
			}
			return this;
		};
		this.use = (arg1, ...handlers) => {
			if (typeof arg1 === "string") this.#path = arg1;
			else {
				this.#path = "*";
				handlers.unshift(arg1);
			}
			handlers.forEach((handler) => {
				this.#addRoute("ALL", this.#path, handler);
			});
			return this;
		};
		const { strict, ...optionsWithoutStrict } = options;
		Object.assign(this, optionsWithoutStrict);
		this.getPath = strict ?? true ? options.getPath ?? getPath : getPathNoStrict;
	}
	#clone() {
		const clone = new Hono({
			router: this.router,
			getPath: this.getPath
		});
		clone.errorHandler = this.errorHandler;
		clone.#notFoundHandler = this.#notFoundHandler;
		clone.routes = this.routes;
		return clone;
	}
	#notFoundHandler = notFoundHandler;
	errorHandler = errorHandler;
	/**
	* `.route()` allows grouping other Hono instance in routes.
	*
	* @see {@link https://hono.dev/docs/api/routing#grouping}
	*
	* @param {string} path - base Path
	* @param {Hono} app - other Hono instance
	* @returns {Hono} routed Hono instance
	*
	* @example
	* ```ts
	* const app = new Hono()
	* const app2 = new Hono()
	*
	* app2.get("/user", (c) => c.text("user"))
	* app.route("/api", app2) // GET /api/user
	* ```
	*/
	route(path, app) {
		const subApp = this.basePath(path);
		app.routes.map((r) => {
			let handler;
			if (app.errorHandler === errorHandler) handler = r.handler;
			else {
				handler = async (c, next) => (await compose([], app.errorHandler)(c, () => r.handler(c, next))).res;
				handler[COMPOSED_HANDLER] = r.handler;
			}
			subApp.#addRoute(r.method, r.path, handler, r.basePath);
		});
		return this;
	}
	/**
	* `.basePath()` allows base paths to be specified.
	*
	* @see {@link https://hono.dev/docs/api/routing#base-path}
	*
	* @param {string} path - base Path
	* @returns {Hono} changed Hono instance
	*
	* @example
	* ```ts
	* const api = new Hono().basePath('/api')
	* ```
	*/
	basePath(path) {
		const subApp = this.#clone();
		subApp._basePath = mergePath(this._basePath, path);
		return subApp;
	}
	/**
	* `.onError()` handles an error and returns a customized Response.
	*
	* @see {@link https://hono.dev/docs/api/hono#error-handling}
	*
	* @param {ErrorHandler} handler - request Handler for error
	* @returns {Hono} changed Hono instance
	*
	* @example
	* ```ts
	* app.onError((err, c) => {
	*   console.error(`${err}`)
	*   return c.text('Custom Error Message', 500)
	* })
	* ```
	*/
	onError = (handler) => {
		this.errorHandler = handler;
		return this;
	};
	/**
	* `.notFound()` allows you to customize a Not Found Response.
	*
	* @see {@link https://hono.dev/docs/api/hono#not-found}
	*
	* @param {NotFoundHandler} handler - request handler for not-found
	* @returns {Hono} changed Hono instance
	*
	* @example
	* ```ts
	* app.notFound((c) => {
	*   return c.text('Custom 404 Message', 404)
	* })
	* ```
	*/
	notFound = (handler) => {
		this.#notFoundHandler = handler;
		return this;
	};
	/**
	* `.mount()` allows you to mount applications built with other frameworks into your Hono application.
	*
	* @deprecated Use `mount()` from `hono/mount` instead. `.mount()` will be removed in v5.
	*
	* @see {@link https://hono.dev/docs/api/hono#mount}
	*
	* @param {string} path - base Path
	* @param {Function} applicationHandler - other Request Handler
	* @param {MountOptions} [options] - options of `.mount()`
	* @returns {Hono} mounted Hono instance
	* @throws {Error} If automatic request rewriting encounters duplicate path parameter names or an optional regular expression parameter.
	* @throws {HTTPException} With status 400 if automatic request rewriting cannot safely preserve the routed path.
	*
	* @example
	* ```ts
	* import { Router as IttyRouter } from 'itty-router'
	* import { Hono } from 'hono'
	* // Create itty-router application
	* const ittyRouter = IttyRouter()
	* // GET /itty-router/hello
	* ittyRouter.get('/hello', () => new Response('Hello from itty-router'))
	*
	* const app = new Hono()
	* app.mount('/itty-router', ittyRouter.handle)
	* ```
	*
	* @example
	* ```ts
	* const app = new Hono()
	* // Send the request to another application without modification.
	* app.mount('/app', anotherApp, {
	*   replaceRequest: (req) => req,
	* })
	* ```
	*/
	mount(path, applicationHandler, options) {
		let replaceRequest;
		let optionHandler;
		if (options) {
			if (typeof options === "function") optionHandler = options;
			else {
				optionHandler = options.optionHandler;
				if (options.replaceRequest === false) replaceRequest = (request) => request;
				else replaceRequest = options.replaceRequest;
			}
		}
		const getOptions = optionHandler ? (c) => {
			const options = optionHandler(c);
			return Array.isArray(options) ? options : [options];
		} : (c) => {
			let executionContext = void 0;
			try {
				executionContext = c.executionCtx;
			} catch {}
			return [c.env, executionContext];
		};
		const defaultReplaceRequest = (c) => {
			const mountedRoutePath = routePath(c);
			return createMountedRequest(c, mountedRoutePath.replace(/\/?\*$/, ""), mountedRoutePath);
		};
		const handler = async (c, next) => {
			const res = await applicationHandler(replaceRequest ? replaceRequest(c.req.raw) : defaultReplaceRequest(c), ...getOptions(c));
			if (res) return res;
			await next();
		};
		this.#addRoute("ALL", mergePath(path, "*"), handler);
		return this;
	}
	#addRoute(method, path, handler, baseRoutePath) {
		path = mergePath(this._basePath, path);
		const r = {
			basePath: baseRoutePath !== void 0 ? mergePath(this._basePath, baseRoutePath) : this._basePath,
			path,
			method,
			handler
		};
		this.router.add(method, path, [handler, r]);
		this.routes.push(r);
	}
	#handleError(err, c) {
		if (err instanceof Error) return this.errorHandler(err, c);
		throw err;
	}
	#dispatch(request, executionCtx, env, method) {
		if (method === "HEAD") return (async () => new Response(null, await this.#dispatch(request, executionCtx, env, "GET")))();
		const path = this.getPath(request, { env });
		const matchResult = this.router.match(method, path);
		const c = new Context(request, {
			path,
			matchResult,
			env,
			executionCtx,
			notFoundHandler: this.#notFoundHandler
		});
		if (matchResult[0].length === 1) {
			let res;
			try {
				res = matchResult[0][0][0][0](c, async () => {
					c.res = await this.#notFoundHandler(c);
				});
			} catch (err) {
				return this.#handleError(err, c);
			}
			return res instanceof Promise ? res.then((resolved) => resolved || (c.finalized ? c.res : this.#notFoundHandler(c))).catch((err) => this.#handleError(err, c)) : res ?? this.#notFoundHandler(c);
		}
		const composed = compose(matchResult[0], this.errorHandler, this.#notFoundHandler);
		return (async () => {
			try {
				const context = await composed(c);
				if (!context.finalized) throw new Error("Context is not finalized. Did you forget to return a Response object or `await next()`?");
				return context.res;
			} catch (err) {
				return this.#handleError(err, c);
			}
		})();
	}
	/**
	* `.fetch()` will be entry point of your app.
	*
	* @see {@link https://hono.dev/docs/api/hono#fetch}
	*
	* @param {Request} request - request Object of request
	* @param {Env} env - env Object
	* @param {ExecutionContext} executionCtx - context of execution
	* @returns {Response | Promise<Response>} response of request
	*
	*/
	fetch = (request, ...rest) => {
		return this.#dispatch(request, rest[1], rest[0], request.method);
	};
	/**
	* `.request()` is a useful method for testing.
	* You can pass a URL or pathname to send a GET request.
	* app will return a Response object.
	* ```ts
	* test('GET /hello is ok', async () => {
	*   const res = await app.request('/hello')
	*   expect(res.status).toBe(200)
	* })
	* ```
	* @see https://hono.dev/docs/api/hono#request
	*/
	request = (input, requestInit, Env, executionCtx) => {
		if (input instanceof Request) return this.fetch(requestInit ? new Request(input, requestInit) : input, Env, executionCtx);
		input = input.toString();
		return this.fetch(new Request(/^https?:\/\//.test(input) ? input : `http://localhost${mergePath("/", input)}`, requestInit), Env, executionCtx);
	};
	/**
	* `.fire()` automatically adds a global fetch event listener.
	* This can be useful for environments that adhere to the Service Worker API, such as non-ES module Cloudflare Workers.
	* @deprecated
	* Use `fire` from `hono/service-worker` instead.
	* ```ts
	* import { Hono } from 'hono'
	* import { fire } from 'hono/service-worker'
	*
	* const app = new Hono()
	* // ...
	* fire(app)
	* ```
	* @see https://hono.dev/docs/api/hono#fire
	* @see https://developer.mozilla.org/en-US/docs/Web/API/Service_Worker_API
	* @see https://developers.cloudflare.com/workers/reference/migrate-to-module-workers/
	*/
	fire = () => {
		addEventListener("fetch", (event) => {
			event.respondWith(this.#dispatch(event.request, event, void 0, event.request.method));
		});
	};
};
// node_modules/hono/dist/router/pattern-router/router.js
const emptyParams = Object.create(null);
var PatternRouter = class {
	name = "PatternRouter";
	#routes = [];
	add(method, path, handler) {
		const suffix = path.endsWith("/*") ? "(?:$|/)" : path.endsWith("*") ? "" : "/?$";
		path = path.replace(/\*$/, "");
		if (path.at(-1) === "?") {
			path = path.slice(0, -1);
			this.add(method, path.replace(/\/[^/]+$/, ""), handler);
		}
		const parts = (path.match(/\/?(:\w+(?:{(?:(?:{[\d,]+})|[^}])+})?)|\/?[^\/\?]+/g) || []).map((part) => {
			const match = part.match(/^\/:([^{]+)(?:{(.*)})?/);
			return match ? `/(?<${match[1]}>${match[2] || "[^/]+"})` : part === "/*" ? "/[^/]+" : part.replace(/[.\\+*[^\]$()]/g, "\\$&");
		});
		try {
			this.#routes.push([
				new RegExp(`^${parts.join("")}${suffix}`),
				method,
				handler
			]);
		} catch {
			throw new UnsupportedPathError();
		}
	}
	match(method, path) {
		const handlers = [];
		for (let i = 0, len = this.#routes.length; i < len; i++) {
			const [pattern, routeMethod, handler] = this.#routes[i];
			if (routeMethod === method || routeMethod === "ALL") {
				const match = pattern.exec(path);
				if (match) handlers.push([handler, match.groups || emptyParams]);
			}
		}
		return [handlers];
	}
};
// node_modules/hono/dist/preset/tiny.js
/**
* @module
* The preset that uses `PatternRouter`.
*/
var Hono = class extends Hono$1 {
	constructor(options = {}) {
		super(options);
		this.router = new PatternRouter();
	}
};
// lib/sandbox/desk.js
/** The header without which a desk changes nothing. No page of another site can send it, and no form at all. */
const DESK_HEADER = "x-sandbox-desk";
/**
* A desk: where a sandbox server takes orders from the people at this machine, below `/desk`. It asks for no password, so it
* answers only to what comes from this machine's programs and its own pages: with a server's own address as `Host`, which
* no name that was bound to this machine can fake (DNS rebinding), from no page of another site, and changes only with
* `X-Sandbox-Desk: 1`. To everything else it answers 403. What it changed it says in words, as `done`.
*/
function newDesk() {
	const desk = new Hono();
	desk.use(forTerminals, onlyFromThisMachine);
	return desk;
}
/** JSON as a person reads it, with a prompt below it and not behind it. A bare token stays bare. */
const forTerminals = async (context, next) => {
	await next();
	const { res } = context;
	if (res.headers.get("content-type")?.startsWith("application/json") !== true) return;
	const text = `${JSON.stringify(await res.json(), void 0, 2)}\n`;
	context.res = new Response(text, {
		status: res.status,
		headers: res.headers
	});
};
const onlyFromThisMachine = async (context, next) => {
	const { req } = context;
	const port = context.env.outgoing.req.socket.localPort;
	const hosts = [
		"127.0.0.1",
		"localhost",
		"[::1]"
	].map((name) => `${name}:${port}`);
	const host = (req.header("host") ?? "").toLowerCase();
	if (!hosts.includes(host)) return closed(context, `It is at http://127.0.0.1:${port}/desk, and at no other address.`);
	const origin = req.header("origin");
	const site = req.header("sec-fetch-site") ?? "none";
	if (origin !== void 0 && origin !== `http://${host}` || !["none", "same-origin"].includes(site)) return closed(context, "It takes no orders from pages of other sites.");
	if (req.method !== "GET" && req.header(DESK_HEADER) !== "1") return closed(context, "It changes something only with the header X-Sandbox-Desk: 1.");
	return next();
};
function closed(context, why) {
	return context.json({ error: `This desk is for the people at this machine. ${why}` }, 403);
}
// lib/core/ocpi/json.js
/** Whether a parsed value is an object, and no list. */
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// lib/sandbox/fields.js
const required = {
	location: "country_code party_id id publish address city country coordinates time_zone last_updated",
	evse: "uid status connectors last_updated",
	connector: "id standard format power_type max_voltage max_amperage last_updated",
	tariff: "country_code party_id id currency elements last_updated",
	session: "country_code party_id id start_date_time kwh cdr_token auth_method location_id evse_uid connector_id currency status last_updated",
	cdr: "country_code party_id id start_date_time end_date_time cdr_token auth_method cdr_location currency charging_periods total_cost total_energy total_time last_updated",
	token: "country_code party_id uid type contract_id issuer valid whitelist last_updated",
	clientInfo: "country_code party_id role status last_updated",
	commandResult: "result",
	locationReferences: "location_id",
	chargingPreferences: "profile_type",
	START_SESSION: "response_url token location_id",
	STOP_SESSION: "response_url session_id",
	RESERVE_NOW: "response_url token expiry_date reservation_id location_id",
	CANCEL_RESERVATION: "response_url reservation_id",
	UNLOCK_CONNECTOR: "response_url location_id evse_uid connector_id"
};
/** What is wrong with a body that should be such an object; undefined when every required field is there. */
function lacks(body, kind) {
	if (!isRecord(body)) return "The body is no JSON object";
	const missing = required[kind].split(" ").filter((field) => body[field] === void 0 || body[field] === null);
	if (missing.length > 0) return `Required and not there: ${missing.join(", ")}`;
	if (typeof body["last_updated"] === "string" && Number.isNaN(Date.parse(body["last_updated"]))) return "last_updated is no time";
}
/** Whether two country codes, party ids or object ids are the same. OCPI compares a CiString without case. */
function sameId(a, b) {
	return typeof a === "string" && typeof b === "string" && a.toUpperCase() === b.toUpperCase();
}
// lib/sandbox/hub/partner.js
/** A party before its registration, or after a reset. */
function unregistered(initialToken) {
	return {
		initialToken,
		hubToken: void 0,
		platform: void 0,
		shownAs: void 0,
		confirmed: false,
		activated: false,
		suspended: false,
		status: "PLANNED",
		lastUpdated: /* @__PURE__ */ new Date(),
		failingSince: void 0,
		probeAt: 0
	};
}
/** Whether hubclientinfo lists it. */
function isListed({ platform, shownAs }) {
	return platform !== void 0 || shownAs !== void 0;
}
/** Its status, as the account team sees it. */
function statusOf(partner) {
	if (partner.suspended) return "SUSPENDED";
	if (partner.shownAs !== void 0) return partner.shownAs.flaps === true ? partner.status : partner.shownAs.status;
	return partner.platform === void 0 ? "NOT_REGISTERED" : partner.status;
}
/** Sets a partner's status, and since when it has it. */
function setStatus(partner, status) {
	if (partner.status === status) return;
	partner.status = status;
	partner.lastUpdated = /* @__PURE__ */ new Date();
}
/** Its entry in hubclientinfo. OCPI 2.2.1 mod_hub_client_info, ClientInfo. */
function clientInfo(partner) {
	if (partner.shownAs?.flaps === true) setStatus(partner, partner.status === "CONNECTED" ? "OFFLINE" : "CONNECTED");
	return {
		party_id: partner.party_id,
		country_code: partner.country_code,
		role: partner.role,
		status: statusOf(partner),
		last_updated: `${partner.lastUpdated.toISOString().slice(0, 19)}Z`
	};
}
/** Whether both are the same party. */
function sameParty(a, b) {
	return sameId(a.country_code, b.country_code) && sameId(a.party_id, b.party_id);
}
/** The party that a text such as `IN*XYZ` names; undefined where it names none. */
function namedParty(text) {
	const [, country_code, party_id] = typeof text === "string" ? /^([A-Z]{2})\*([A-Z0-9]{3})$/i.exec(text) ?? [] : [];
	return country_code === void 0 || party_id === void 0 ? void 0 : {
		country_code,
		party_id
	};
}
// lib/sandbox/hub/rules.js
/** Stands for every party in a rule. */
const EVERY = "*";
/** The routing rules: an allow-list of pairs, which the account team keeps. Without a rule nothing passes. */
var Rules = class {
	#pairs = /* @__PURE__ */ new Set();
	/** Lets traffic pass between the two, whichever of them is the eMSP; without the other, between the one and every partner. */
	allow(one, other) {
		this.#pairs.add(pair(nameOf$1(one), other === void 0 ? EVERY : nameOf$1(other)));
	}
	/** Takes back the rule of the two; without the other, every rule of the one. */
	remove(one, other) {
		if (other !== void 0) this.#pairs.delete(pair(nameOf$1(one), nameOf$1(other)));
		else for (const known of this.#of(one)) this.#pairs.delete(known);
	}
	/** Whether traffic may pass between the two. */
	has(one, other) {
		const [a, b] = [nameOf$1(one), nameOf$1(other)];
		return [
			pair(a, b),
			pair(a, EVERY),
			pair(b, EVERY)
		].some((known) => this.#pairs.has(known));
	}
	/** With whom the party has rules: `IN*XYZ`, or `*` for every partner. */
	with(one) {
		const own = nameOf$1(one);
		return this.#of(one).map((known) => known.split(" ").find((name) => name !== own) ?? own);
	}
	#of(one) {
		return [...this.#pairs].filter((known) => known.split(" ").includes(nameOf$1(one)));
	}
};
function nameOf$1({ country_code: country, party_id: party }) {
	return `${country}*${party}`.toUpperCase();
}
function pair(a, b) {
	return [a, b].toSorted().join(" ");
}
// lib/sandbox/reply.js
/** A good answer: status code 1000. */
function answered(data, status = 200, headers = {}) {
	return {
		status,
		code: 1e3,
		data,
		headers
	};
}
/**
* A refusal. OCPI 2.2.1 status codes: valid JSON from a known sender is no error of HTTP, so what it lacks is said by the code
* in an answer with HTTP 200.
*/
function refused(status, code, message, headers = {}) {
	return {
		status,
		code,
		message,
		headers
	};
}
/** The time as OCPI writes it: UTC, with a `Z`. */
function now() {
	return `${(/* @__PURE__ */ new Date()).toISOString().slice(0, 19)}Z`;
}
// lib/sandbox/page.js
/** The most objects on a page, and how many there are when the client does not say. */
const MOST = 50;
/**
* One page of a list: OCPI 2.2.1 transport_and_format, "Pagination". `date_from` is inclusive, `date_to` exclusive, both of
* `last_updated`; `Link` repeats the filters, on every page but the last.
* @param most the server's upper bound of objects on a page.
* @returns a refusal with code 2001 for a parameter that is none.
*/
function page(objects, { url, query }, most = MOST) {
	const [offset, limit] = [whole(query.offset, 0), whole(query.limit, most)];
	if (offset === void 0 || limit === void 0 || limit === 0) return refused(200, 2001, "offset and limit are whole numbers");
	const [from, to] = [moment(query.date_from, -1e400), moment(query.date_to, 1e400)];
	if (from === void 0 || to === void 0) return refused(200, 2001, "date_from and date_to are times in UTC");
	const fitting = objects.filter(({ last_updated: updated }) => {
		const at = Date.parse(String(updated));
		return Number.isNaN(at) || at >= from && at < to;
	});
	const size = Math.min(limit, most);
	const headers = {
		"x-total-count": String(fitting.length),
		"x-limit": String(most)
	};
	if (offset + size < fitting.length) {
		const filters = Object.entries(query).filter(([name]) => /^date_(?:from|to)$/.test(name));
		headers["link"] = `<${url}?${new URLSearchParams([
			...filters,
			["offset", String(offset + size)],
			["limit", String(size)]
		])}>; rel="next"`;
	}
	return answered(fitting.slice(offset, offset + size), 200, headers);
}
function whole(text, otherwise) {
	if (text === void 0) return otherwise;
	return /^\d{1,9}$/.test(text) ? Number(text) : void 0;
}
/** OCPI's DateTime may lack its `Z` and is UTC all the same. */
function moment(text, otherwise) {
	if (text === void 0) return otherwise;
	const at = Date.parse(/Z$/i.test(text) ? text : `${text}Z`);
	return Number.isNaN(at) ? void 0 : at;
}
// lib/sandbox/platform/kept.js
/** What the platform was given and keeps. For tests, and for its desk. */
var Kept = class {
	sessions = [];
	cdrs = [];
	locations = [];
	tariffs = [];
	tokens = [];
	commands = [];
	commandResults = [];
	clientInfo = [];
	/** `PUT /ocpi/2.2.1/…`: what an open receiver let in without a token. */
	unguarded = [];
};
/** Where a list has the object; -1 where it does not. */
function indexOf(list, key, field) {
	return list.findIndex((object) => hasKey(object, key, field));
}
/** Whether the object's own ids are those. */
function hasKey(object, { country, party, id }, field) {
	return sameId(object["country_code"], country) && sameId(object["party_id"], party) && sameId(object[field], id);
}
/** Keeps an object at its place in the list, or as a new one at the end. */
function keep(list, at, object) {
	if (at === -1) list.push(object);
	else list[at] = object;
}
// lib/sandbox/platform/client-owned.js
/** The hub whose objects are not those of a third party. */
const HUB = {
	country: "IN",
	party: "CIH"
};
/** GET of one object by its owner and id. */
function getObject(objects, call, switches) {
	const key = keyOf$1(call);
	const foreign = refusedOwner(key, switches);
	if (foreign !== void 0) return foreign;
	const kept = objects.list[indexOf(objects.list, key, objects.field)];
	return kept === void 0 ? unknownObject(objects, call, switches) : answered(kept);
}
/**
* PUT of one object: 201 where it is new, 200 where it replaces another. One that is older than what is kept changes nothing, and
* is no error: deliveries are repeated, and overtake each other.
*/
function putObject(objects, call, switches) {
	const { body } = call;
	const wrong = refusedFields(body, objects.kind, switches);
	if (wrong !== void 0) return wrong;
	const object = body;
	const key = keyOf$1(call);
	if (!hasKey(object, key, objects.field) && switches.mismatchedIds === "right") return refused(200, 2001, "The ids in the URL are not those in the body");
	const foreign = refusedOwner(key, switches);
	if (foreign !== void 0) return foreign;
	const at = indexOf(objects.list, key, objects.field);
	const kept = objects.list[at];
	if (kept !== void 0 && isOlder(object, kept) && switches.outOfOrder === "keeps newer") return answered(null);
	const isRepeated = kept !== void 0 && kept["last_updated"] === object["last_updated"];
	const repeated = isRepeated ? refusedRepeat(switches) : void 0;
	if (repeated !== void 0) return repeated;
	keep(objects.list, isRepeated && switches.repeats === "twice" ? -1 : at, object);
	return answered(null, kept === void 0 ? 201 : 200);
}
/** PATCH of one object: the fields that are given, and `last_updated`. */
function patchObject(objects, call, switches) {
	const { body } = call;
	if (!isRecord(body)) return refused(200, 2001, "The body is no JSON object");
	if (typeof body["last_updated"] !== "string" && switches.patches === "right") return refused(200, 2001, "Required and not there: last_updated");
	const key = keyOf$1(call);
	const foreign = refusedOwner(key, switches);
	if (foreign !== void 0) return foreign;
	const at = indexOf(objects.list, key, objects.field);
	const kept = objects.list[at];
	if (kept === void 0) return unknownObject(objects, call, switches);
	const patched = {
		...kept,
		...body
	};
	if (!hasKey(patched, key, objects.field) && switches.mismatchedIds === "right") return refused(200, 2001, "The ids in the URL are not those in the body");
	if (!isOlder(patched, kept) || switches.outOfOrder === "takes older") keep(objects.list, at, patched);
	return answered(null);
}
/** DELETE of one object. */
function deleteObject(objects, call, switches) {
	const at = indexOf(objects.list, keyOf$1(call), objects.field);
	if (at === -1) return unknownObject(objects, call, switches);
	objects.list.splice(at, 1);
	return answered(null);
}
/** What a body that is no such object is answered; undefined where it is one. */
function refusedFields(body, kind, switches) {
	const wrong = lacks(body, kind);
	if (wrong === void 0) return void 0;
	if (switches.lackingFields === "500") return refused(500, 3e3, "Server error");
	return switches.lackingFields === "accepts" ? answered(null) : refused(200, 2001, wrong);
}
/** What a delivery that came before is answered, where the platform minds. */
function refusedRepeat({ repeats }) {
	if (repeats === "conflict") return refused(409, 2e3, "It exists already");
	return repeats === "500" ? refused(500, 3e3, "Server error: duplicate key") : void 0;
}
/** What objects of this owner are answered, where the platform takes those of some owners alone. */
function refusedOwner({ country, party }, { thirdParty, partyCase }) {
	const isForeign = !sameId(country, HUB.country) || !sameId(party, HUB.party);
	if (thirdParty === "404" && isForeign) return refused(404, 2e3, "Unknown party");
	const isInCapitals = country === country.toUpperCase() && party === party.toUpperCase();
	return partyCase === "capitals only" && !isInCapitals ? refused(404, 2e3, "Unknown party") : void 0;
}
/** The answer to who asks for what is not there. */
function unknownObject({ kind, unknown }, { params }, { unknownObjects, refusal }) {
	switch (unknownObjects) {
		case "404": return refused(404, unknown, `Unknown ${kind}`);
		case "401": return refused(401, refusal.code, "Unknown token");
		case "500": return refused(500, 3e3, "Server error");
		case "made up": return answered({ ...params });
	}
}
/** Whether the one was updated before the other. */
function isOlder(one, other) {
	return Date.parse(String(one["last_updated"])) < Date.parse(String(other["last_updated"]));
}
function keyOf$1({ params }) {
	return {
		country: params["country"] ?? "",
		party: params["party"] ?? "",
		id: params["id"] ?? ""
	};
}
// lib/sandbox/platform/authorize.js
/**
* The answer to a real-time authorization, an AuthorizationInfo of OCPI 2.2.1 mod_tokens, with the faults that are switched on.
* The body may name the location.
*/
async function authorize({ found, unknown, signal }, body, switches) {
	if (switches.authorize === "500") return refused(500, 3e3, "Server error");
	const wrong = body === void 0 ? void 0 : refusedFields(body, "locationReferences", switches);
	if (wrong !== void 0) return wrong;
	if (switches.authorize === "slow") await setTimeout(switches.slowMs, void 0, { signal }).catch(() => void 0);
	if (switches.authorize === "accepts everything") return answered(allowed("ALLOWED", found ?? {}, body));
	if (found === void 0) return spoiled(unknown(), switches);
	return spoiled(answered(allowed(found["valid"] === true ? "ALLOWED" : "BLOCKED", found, body)), switches);
}
function spoiled(reply, { authorize: fault }) {
	if (fault === "no envelope") return {
		...reply,
		status: 200,
		data: reply.data ?? { allowed: "UNKNOWN" },
		as: "bare"
	};
	if (fault !== "unknown word") return reply;
	return answered({
		...isRecord(reply.data) ? reply.data : {},
		allowed: "MAYBE"
	});
}
function allowed(word, token, body) {
	return {
		allowed: word,
		token,
		...isRecord(body) ? { location: body } : {},
		...word === "ALLOWED" ? { authorization_reference: crypto.randomUUID() } : {}
	};
}
/**
* The answer for a token that no eMSP issued, as ChargeIndia Hub documents it: `UNKNOWN`, which OCPI 2.2.1 does not have. OCPI wants
* a token in it, and `#NA` for what is not known.
*/
function unknownToCpo(country, party, uid, at) {
	return answered({
		allowed: "UNKNOWN",
		token: {
			country_code: country,
			party_id: party,
			uid,
			type: "OTHER",
			contract_id: "#NA",
			issuer: "#NA",
			valid: false,
			whitelist: "NEVER",
			last_updated: at
		}
	});
}
// lib/sandbox/platform/location-parts.js
/** The EVSE or connector; undefined where the location has none such. */
function findPart(location, { evse, connector }) {
	const found = partsOf(location, "evses").find((one) => sameId(one["uid"], evse));
	if (found === void 0 || connector === void 0) return found;
	return partsOf(found, "connectors").find((one) => sameId(one["id"], connector));
}
/**
* The location with this EVSE or connector put in, or patched: OCPI 2.2.1 mod_locations, which lets an owner update a part, and
* with it the time of all that it is a part of.
* @returns the refusal where the body is not that part, or the part to patch is not there.
*/
function withPart(location, path, body, method) {
	if (!isRecord(body)) return { reply: refused(200, 2001, "The body is no JSON object") };
	const kept = findPart(location, path);
	const [kind, field, id] = path.connector === void 0 ? [
		"evse",
		"uid",
		path.evse
	] : [
		"connector",
		"id",
		path.connector
	];
	if (method === "PATCH" && kept === void 0) return { reply: refused(404, 2003, `Unknown ${kind}`) };
	if (method === "PATCH" && typeof body["last_updated"] !== "string") return { reply: refused(200, 2001, "Required and not there: last_updated") };
	const part = method === "PATCH" ? {
		...kept,
		...body
	} : body;
	const wrong = lacks(part, kind) ?? (sameId(part[field], id) ? void 0 : "The ids in the URL are not the body's");
	if (wrong !== void 0) return { reply: refused(200, 2001, wrong) };
	if (kept !== void 0 && isOlder(part, kept)) return { reply: answered(null) };
	const updated = part["last_updated"];
	if (path.connector === void 0) return {
		location: {
			...location,
			evses: replaced(partsOf(location, "evses"), part, field),
			last_updated: updated
		},
		reply: answered(null, kept === void 0 ? 201 : 200)
	};
	const evse = findPart(location, { evse: path.evse });
	if (evse === void 0) return { reply: refused(404, 2003, "Unknown evse") };
	const connectors = replaced(partsOf(evse, "connectors"), part, field);
	const evses = replaced(partsOf(location, "evses"), {
		...evse,
		connectors,
		last_updated: updated
	}, "uid");
	return {
		location: {
			...location,
			evses,
			last_updated: updated
		},
		reply: answered(null, kept === void 0 ? 201 : 200)
	};
}
function replaced(parts, part, field) {
	const others = parts.filter((one) => !sameId(one[field], part[field]));
	const at = parts.findIndex((one) => sameId(one[field], part[field]));
	return others.toSpliced(at === -1 ? others.length : at, 0, part);
}
function partsOf(object, name) {
	const parts = object[name];
	return Array.isArray(parts) ? parts.filter(isRecord) : [];
}
// lib/sandbox/platform/receivers.js
/** OCPI 2.2.1 types: a URL has at most 255 characters. */
const URL_LIMIT = 255;
/** Where the objects of CPOs are received: sessions, CDRs, locations and tariffs, of whichever owner. OCPI 2.2.1, RECEIVER. */
function objectReceivers(kept, switches) {
	return [
		sessionRoute(kept, switches),
		...cdrRoutes(kept, switches),
		...locationRoutes(kept, switches),
		tariffRoute(kept, switches)
	];
}
function sessionRoute(kept, switches) {
	const sessions = {
		kind: "session",
		list: kept.sessions,
		field: "id",
		unknown: 2003
	};
	const methods = {
		GET: (call) => getObject(sessions, call, switches),
		PUT: (call) => putObject(sessions, call, switches),
		PATCH: (call) => patchObject(sessions, call, switches)
	};
	return {
		module: "sessions",
		path: "sessions/:country/:party/:id",
		get methods() {
			if (!switches.deletesSessions) return methods;
			return {
				...methods,
				DELETE: (call) => deleteObject(sessions, call, switches)
			};
		}
	};
}
function tariffRoute(kept, switches) {
	const tariffs = {
		kind: "tariff",
		list: kept.tariffs,
		field: "id",
		unknown: 2003
	};
	return {
		module: "tariffs",
		path: "tariffs/:country/:party/:id",
		methods: {
			GET: (call) => getObject(tariffs, call, switches),
			PUT: (call) => putObject(tariffs, call, switches),
			PATCH: (call) => patchObject(tariffs, call, switches),
			DELETE: (call) => deleteObject(tariffs, call, switches)
		}
	};
}
/** CDRs are POSTed, and read back at the URL that `Location` says. OCPI 2.2.1 mod_cdrs. */
function cdrRoutes(kept, switches) {
	const post = ({ body, url }) => {
		const wrong = refusedFields(body, "cdr", switches);
		if (wrong !== void 0) return wrong;
		const cdr = body;
		const key = {
			country: String(cdr["country_code"]),
			party: String(cdr["party_id"]),
			id: String(cdr["id"])
		};
		const foreign = refusedOwner(key, switches);
		if (foreign !== void 0) return foreign;
		const at = indexOf(kept.cdrs, key, "id");
		const repeated = at === -1 ? void 0 : refusedRepeat(switches);
		if (repeated !== void 0) return repeated;
		if (at === -1 || switches.repeats === "twice") keep(kept.cdrs, -1, cdr);
		const own = [
			key.country,
			key.party,
			key.id
		].map(encodeURIComponent).join("/");
		return answered(null, at === -1 ? 201 : 200, locationHeader(`${url}/${own}`, switches));
	};
	const get = (call) => {
		const { country = "", party = "", id = "" } = call.params;
		const found = kept.cdrs.find((cdr) => hasKey(cdr, {
			country,
			party,
			id
		}, "id"));
		return found === void 0 || switches.cdrLocation === "404" ? unknownObject({
			kind: "cdr",
			unknown: 2003
		}, call, switches) : answered(found);
	};
	return [{
		module: "cdrs",
		path: "cdrs",
		methods: { POST: post }
	}, {
		module: "cdrs",
		path: "cdrs/:country/:party/:id",
		methods: { GET: get }
	}];
}
function locationHeader(url, { cdrLocation }) {
	switch (cdrLocation) {
		case "right":
		case "404": return { location: url };
		case "absent": return {};
		case "relative": return { location: new URL(url).pathname };
		case "too long": return { location: `${url}?${"x".repeat(URL_LIMIT)}` };
	}
}
/** A location, an EVSE of it, and a connector of that. */
function locationRoutes(kept, switches) {
	const locations = {
		kind: "location",
		list: kept.locations,
		field: "id",
		unknown: 2003
	};
	const whole = "locations/:country/:party/:id";
	const part = (method) => (call) => {
		const { country = "", party = "", id = "", evse = "", connector } = call.params;
		const at = indexOf(locations.list, {
			country,
			party,
			id
		}, "id");
		const location = locations.list[at];
		if (location === void 0) return unknownObject(locations, call, switches);
		if (method === "GET") {
			const found = findPart(location, {
				evse,
				connector
			});
			return found === void 0 ? refused(404, 2003, "Unknown part of the location") : answered(found);
		}
		const updated = withPart(location, {
			evse,
			connector
		}, call.body, method);
		if (updated.location !== void 0) keep(locations.list, at, updated.location);
		return updated.reply;
	};
	return [{
		module: "locations",
		path: whole,
		methods: {
			GET: (call) => getObject(locations, call, switches),
			PUT: (call) => putObject(locations, call, switches),
			PATCH: (call) => patchObject(locations, call, switches)
		}
	}, ...[`${whole}/:evse`, `${whole}/:evse/:connector`].map((path) => ({
		module: "locations",
		path,
		methods: {
			GET: part("GET"),
			PUT: part("PUT"),
			PATCH: part("PATCH")
		}
	}))];
}
// lib/sandbox/platform/switches.js
/** A platform that is right in everything. */
const rightPlatform = {
	role: "CPO",
	encodings: ["plain", "base64"],
	openVersions: false,
	refusal: {
		status: 401,
		code: 2e3
	},
	authorizationHeader: "any case",
	shape: "right",
	versions: ["2.2.1"],
	versionUrl: (url) => url,
	details: "right",
	lists: (endpoints) => endpoints,
	envelope: "right",
	contentType: "application/json",
	echoes: "always",
	redirects: "never",
	needsRoutingHeaders: false,
	swapsRoutingHeaders: true,
	delayMs: 0,
	limitPerMinute: void 0,
	below: "",
	healthPath: true,
	base: true,
	ownRoles: void 0,
	page: "never",
	openReceivers: [],
	missingReceivers: [],
	proxy404: [],
	failingReceivers: [],
	wrongMethods: "405",
	unknownObjects: "404",
	partyCase: "any case",
	realTime: "right",
	authorize: "right",
	commands: "right",
	slowMs: 3e3,
	lackingFields: "right",
	cdrLocation: "right",
	repeats: "idempotent",
	outOfOrder: "keeps newer",
	brokenJson: "right",
	mismatchedIds: "right",
	thirdParty: "right",
	clientInfo: "right",
	patches: "right",
	lists21: "right",
	deletesSessions: false
};
// lib/sandbox/platform/samples.js
const UPDATED = "2026-11-20T06:30:00Z";
/** The driver's token in the samples. */
const DRIVER = "04E9A2B1C35D80";
function connector(id, tariff) {
	return {
		id,
		standard: "IEC_62196_T2_COMBO",
		format: "CABLE",
		power_type: "DC",
		max_voltage: 500,
		max_amperage: 120,
		max_electric_power: 6e4,
		tariff_ids: [tariff],
		last_updated: UPDATED
	};
}
/** Two charging sites of a CPO. OCPI 2.2.1 mod_locations. */
function sampleLocations(owner) {
	const { country_code: country, party_id: party } = owner;
	const site = (id, place) => ({
		...owner,
		id,
		publish: true,
		country: "IND",
		time_zone: "Asia/Kolkata",
		parking_type: "PARKING_LOT",
		opening_times: { twentyfourseven: true },
		...place,
		evses: [1, 2].map((number) => ({
			uid: `${id}-${number}`,
			evse_id: `${country}*${party}*E${id.replace("-", "")}*${number}`,
			status: "AVAILABLE",
			capabilities: [
				"REMOTE_START_STOP_CAPABLE",
				"RESERVABLE",
				"RFID_READER"
			],
			connectors: [connector("1", "DC-FAST")],
			last_updated: UPDATED
		})),
		last_updated: UPDATED
	});
	return [site("BLR-001", {
		name: "Indiranagar Metro",
		address: "CMH Road 14, Indiranagar",
		city: "Bengaluru",
		postal_code: "560038",
		state: "Karnataka",
		coordinates: {
			latitude: "12.978350",
			longitude: "77.638560"
		}
	}), site("PNQ-002", {
		name: "Baner Road",
		address: "Baner Road 211, Baner",
		city: "Pune",
		postal_code: "411045",
		state: "Maharashtra",
		coordinates: {
			latitude: "18.559040",
			longitude: "73.786780"
		}
	})];
}
/** The CPO's prices, in rupees, with the goods and services tax. OCPI 2.2.1 mod_tariffs. */
function sampleTariffs(owner) {
	const tariff = (id, price) => ({
		...owner,
		id,
		currency: "INR",
		type: "REGULAR",
		elements: [{ price_components: [{
			type: "ENERGY",
			price,
			vat: 18,
			step_size: 1
		}] }],
		last_updated: UPDATED
	});
	return [tariff("DC-FAST", 18), tariff("AC-SLOW", 11.5)];
}
/** Whose driver charges: the contract that a session and its CDR name. */
function cdrToken(driver) {
	return {
		...driver,
		uid: DRIVER,
		type: "RFID",
		contract_id: contractOf(driver)
	};
}
function contractOf({ country_code: country, party_id: party }) {
	return `${country}-${party}-C00314159-K`;
}
/** A session that goes on. OCPI 2.2.1 mod_sessions. */
function sampleSessions(owner, driver) {
	return [{
		...owner,
		id: "SES-20261120-0001",
		start_date_time: "2026-11-20T06:00:00Z",
		kwh: 8.4,
		cdr_token: cdrToken(driver),
		auth_method: "WHITELIST",
		location_id: "BLR-001",
		evse_uid: "BLR-001-1",
		connector_id: "1",
		currency: "INR",
		status: "ACTIVE",
		last_updated: UPDATED
	}];
}
/** What a session of the day before cost: 12 kWh at 18 rupees. OCPI 2.2.1 mod_cdrs. */
function sampleCdrs(owner, driver) {
	const { country_code: country, party_id: party } = owner;
	return [{
		...owner,
		id: "CDR-20261119-0001",
		start_date_time: "2026-11-19T12:00:00Z",
		end_date_time: "2026-11-19T12:30:00Z",
		session_id: "SES-20261119-0001",
		cdr_token: cdrToken(driver),
		auth_method: "WHITELIST",
		cdr_location: {
			id: "PNQ-002",
			name: "Baner Road",
			address: "Baner Road 211, Baner",
			city: "Pune",
			postal_code: "411045",
			country: "IND",
			coordinates: {
				latitude: "18.559040",
				longitude: "73.786780"
			},
			evse_uid: "PNQ-002-1",
			evse_id: `${country}*${party}*EPNQ002*1`,
			connector_id: "1",
			connector_standard: "IEC_62196_T2_COMBO",
			connector_format: "CABLE",
			connector_power_type: "DC"
		},
		currency: "INR",
		charging_periods: [{
			start_date_time: "2026-11-19T12:00:00Z",
			dimensions: [{
				type: "ENERGY",
				volume: 12
			}, {
				type: "TIME",
				volume: .5
			}]
		}],
		total_cost: {
			excl_vat: 216,
			incl_vat: 254.88
		},
		total_energy: 12,
		total_time: .5,
		last_updated: "2026-11-19T12:31:00Z"
	}];
}
/** The tokens of an eMSP's drivers: one that may charge, one that may not. OCPI 2.2.1 mod_tokens. */
function sampleTokens(owner) {
	const token = (uid, contract, valid) => ({
		...owner,
		uid,
		type: "RFID",
		contract_id: contract,
		issuer: "Your eMSP Ltd",
		valid,
		whitelist: "ALLOWED",
		last_updated: UPDATED
	});
	return [token(DRIVER, contractOf(owner), true), token("04D1C7F2A45E81", contractOf(owner).replace("314159", "271828"), false)];
}
// lib/sandbox/hub/delivery.js
const TIMEOUT_MS = 3e3;
/** How long after each failed delivery the next is tried: then the Hub gives up. */
const RETRY_MS = [
	100,
	200,
	400,
	800
];
/**
* Calls a partner's platform with its token. OCPI 2.2.1: every forwarded request has an id of its own, and the correlation id of the
* one that it forwards.
* @returns undefined where the answer was none, or no success.
*/
async function callPartner(partner, call, stop) {
	const { platform } = partner;
	const url = platform === void 0 ? null : URL.parse(call.at, platform.url);
	if (platform === void 0 || url === null || url.origin !== new URL(platform.url).origin) return void 0;
	try {
		const response = await fetch(url, {
			method: call.method,
			headers: {
				authorization: `Token ${platform.token}`,
				"x-request-id": crypto.randomUUID(),
				"x-correlation-id": call.correlationId ?? crypto.randomUUID(),
				...call.from === void 0 ? {} : routing(call.from, partner),
				...call.body === void 0 ? {} : { "content-type": "application/json" }
			},
			...call.body === void 0 ? {} : { body: JSON.stringify(call.body) },
			redirect: "manual",
			signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)])
		});
		const answer = await response.json();
		if (!response.ok || !isRecord(answer) || answer["status_code"] !== 1e3) return void 0;
		return {
			data: answer["data"],
			next: /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1]
		};
	} catch {
		return;
	}
}
/** Calls until the platform takes it, a few times: at least once, and so perhaps twice. */
async function deliver(partner, call, stop) {
	for (const pause of [0, ...RETRY_MS]) {
		if (pause > 0) await setTimeout(pause, void 0, { signal: stop }).catch(() => void 0);
		if (stop.aborted) return false;
		if (await callPartner(partner, call, stop) !== void 0) return true;
	}
	return false;
}
function routing(from, to) {
	return {
		"ocpi-from-country-code": from.country_code,
		"ocpi-from-party-id": from.party_id,
		"ocpi-to-country-code": to.country_code,
		"ocpi-to-party-id": to.party_id
	};
}
// lib/sandbox/hub/catalogue.js
/** For how long what was pulled is not pulled again, in milliseconds. */
const FRESH_MS = 1e3;
const MOST_PAGES = 20;
/**
* The locations and tariffs of the CPOs: what they push, and what the Hub pulls from a platform that is CONNECTED. What was pushed
* counts before what was pulled.
*/
var Catalogue = class {
	#kept;
	#stop;
	#pulled = /* @__PURE__ */ new Map();
	constructor(kept, stop) {
		this.#kept = kept;
		this.#stop = stop;
	}
	/** Everything that the Hub knows of a CPO's. */
	async of(cpo, module) {
		const pushed = this.#kept[module].filter((object) => isOf(object, cpo));
		const others = (await this.#pull(cpo, module)).filter((object) => !pushed.some((one) => hasKey(one, keyOf(object), "id")));
		return [...pushed, ...others];
	}
	async #pull(cpo, module) {
		if (cpo.shownAs !== void 0) return module === "locations" ? shownLocations(cpo, cpo.shownAs.locations ?? 0) : [];
		const name = `${cpo.country_code} ${cpo.party_id} ${module}`;
		const known = this.#pulled.get(name);
		if (known !== void 0 && (Date.now() - known.at < FRESH_MS || statusOf(cpo) !== "CONNECTED")) return known.objects;
		if (statusOf(cpo) !== "CONNECTED") return [];
		const objects = this.#read(cpo, module);
		this.#pulled.set(name, {
			at: Date.now(),
			objects
		});
		return objects;
	}
	/** Where the platform's details say that its list is, page by page. */
	async #read(cpo, module) {
		const details = await callPartner(cpo, {
			method: "GET",
			at: "/ocpi/2.2.1"
		}, this.#stop);
		const endpoints = isRecord(details?.data) ? details.data["endpoints"] : void 0;
		const list = (Array.isArray(endpoints) ? endpoints : []).find((endpoint) => isRecord(endpoint) && endpoint["identifier"] === module && endpoint["role"] === "SENDER");
		const objects = [];
		let next = typeof list?.["url"] === "string" ? list["url"] : void 0;
		for (let read = 0; next !== void 0 && read < MOST_PAGES; read += 1) {
			const answer = await callPartner(cpo, {
				method: "GET",
				at: next
			}, this.#stop);
			if (Array.isArray(answer?.data)) objects.push(...answer.data.filter(isRecord));
			next = answer?.next;
		}
		return objects.filter((object) => isOf(object, cpo));
	}
};
function isOf(object, cpo) {
	return sameParty({
		country_code: String(object["country_code"]),
		party_id: String(object["party_id"])
	}, cpo);
}
function keyOf(object) {
	return {
		country: String(object["country_code"]),
		party: String(object["party_id"]),
		id: String(object["id"])
	};
}
/** So many locations of a CPO that has no platform. */
function shownLocations({ country_code, party_id }, count) {
	const [sample = {}] = sampleLocations({
		country_code,
		party_id
	});
	return Array.from({ length: count }, (_none, index) => ({
		...sample,
		id: `LOC-${String(index + 1).padStart(4, "0")}`
	}));
}
// lib/sandbox/hub/traffic.js
/**
* What passes through the Hub between CPOs and eMSPs, where a rule allows it: locations and tariffs to see, authorizations and
* commands to forward in real time, sessions and CDRs to push on.
*/
var Traffic = class {
	/** What the CPOs pushed. */
	kept = new Kept();
	routes;
	#hub;
	#catalogue;
	#commands = /* @__PURE__ */ new Map();
	/** Which CPO has a reservation: by its id. */
	#reservations = /* @__PURE__ */ new Map();
	#routedCdrs = /* @__PURE__ */ new Set();
	#deliveries = /* @__PURE__ */ new Set();
	constructor(hub) {
		this.#hub = hub;
		this.#catalogue = new Catalogue(this.kept, hub.stop);
		this.routes = [
			...["locations", "tariffs"].map((module) => this.#list(module, (caller) => this.#visible(caller, module))),
			...["sessions", "cdrs"].map((module) => this.#list(module, (caller) => this.#own(caller, module))),
			...objectReceivers(this.kept, rightPlatform).map((route) => this.#fromCpo(route)),
			{
				path: "tokens/:country/:party/:id/authorize",
				methods: { PUT: (call) => fromEmsp(call, call.params) ?? this.#authorize(call) }
			},
			{
				path: "commands/:command",
				methods: { POST: (call) => fromEmsp(call) ?? this.#command(call) }
			}
		];
	}
	/** Resolves when nothing is on its way any more. For tests. */
	async settled() {
		while (this.#deliveries.size > 0) await Promise.all(this.#deliveries);
	}
	/** A command's result, from the CPO. The Hub documents that this path asks for no token: the id is the secret. */
	result(id, body) {
		const sent = this.#commands.get(id);
		if (sent === void 0) return refused(404, 2003, "Unknown command");
		const wrong = lacks(body, "commandResult");
		if (wrong !== void 0) return refused(200, 2001, wrong);
		if (!sent.isDone) {
			sent.isDone = true;
			const { emsp, responseUrl: at, correlationId } = sent;
			this.#send(emsp, {
				method: "POST",
				at,
				body,
				correlationId
			});
		}
		return answered(null);
	}
	#list(module, objects) {
		const { objectsPerPage } = this.#hub;
		return {
			path: module,
			methods: { GET: async ({ caller, url, query }) => page(await objects(caller), {
				url,
				query
			}, objectsPerPage()) }
		};
	}
	/** An eMSP sees what is of the CPOs that a rule pairs it with, a CPO what is its own. */
	async #visible(caller, module) {
		const cpos = caller.role === "CPO" ? [caller] : this.#cposOf(caller);
		return (await Promise.all(cpos.map((cpo) => this.#catalogue.of(cpo, module)))).flat();
	}
	async #own(caller, module) {
		return this.kept[module].filter((object) => sameParty(ownerOf(object), caller));
	}
	#cposOf(emsp) {
		return this.#hub.partners.filter((partner) => partner.role === "CPO" && statusOf(partner) !== "SUSPENDED" && this.#hub.rules.has(emsp, partner));
	}
	/** What a CPO sends of its own; sessions and CDRs go on to the eMSP of their token. */
	#fromCpo({ path, methods }) {
		return {
			path,
			methods: Object.fromEntries(Object.entries(methods).map(([method, act]) => [method, async (call) => {
				const { caller, params, body } = call;
				if (caller.role !== "CPO") return refused(200, 2e3, `This is for a CPO, and you are ${caller.role}`);
				const owner = params["country"] === void 0 ? ownerOf(isRecord(body) ? body : {}) : pathParty(params);
				if ((params["country"] !== void 0 || lacks(body, "cdr") === void 0) && !sameParty(owner, caller)) return refused(200, 2e3, "This party is not yours");
				const reply = await act(call);
				if (reply.code !== 1e3 || method === "GET") return reply;
				if (path.startsWith("sessions")) return this.#pushSession(call, reply);
				return path.startsWith("cdrs") ? this.#pushCdr(call, reply) : reply;
			}]))
		};
	}
	#pushSession({ params, correlationId, caller }, reply) {
		const { country = "", party = "", id = "" } = params;
		const session = this.kept.sessions[indexOf(this.kept.sessions, {
			country,
			party,
			id
		}, "id")];
		if (session === void 0) return reply;
		const emsp = this.#emspOf(session, caller);
		if (emsp === void 0) return notRouted();
		const at = `/ocpi/2.2.1/sessions/${[
			country,
			party,
			id
		].map(encodeURIComponent).join("/")}`;
		this.#send(emsp, {
			method: "PUT",
			at,
			body: session,
			from: caller,
			correlationId
		});
		return reply;
	}
	#pushCdr({ body, correlationId, caller }, reply) {
		const { country_code: country, party_id: party } = caller;
		const cdr = this.kept.cdrs[indexOf(this.kept.cdrs, {
			country,
			party,
			id: String(body["id"])
		}, "id")];
		if (cdr === void 0 || this.#routedCdrs.has(cdr)) return reply;
		const emsp = this.#emspOf(cdr, caller);
		if (emsp === void 0) return notRouted();
		this.#routedCdrs.add(cdr);
		this.#send(emsp, {
			method: "POST",
			at: "/ocpi/2.2.1/cdrs",
			body: cdr,
			from: caller,
			correlationId
		});
		return reply;
	}
	/** Whose driver it was, by `cdr_token`, where a rule pairs that eMSP with the CPO. */
	#emspOf(object, cpo) {
		const token = object["cdr_token"];
		const party = ownerOf(isRecord(token) ? token : {});
		return this.#hub.partners.find((partner) => partner.role === "EMSP" && sameParty(partner, party) && this.#hub.rules.has(partner, cpo));
	}
	#send(partner, call) {
		const delivery = deliver(partner, call, this.#hub.stop).finally(() => this.#deliveries.delete(delivery));
		this.#deliveries.add(delivery);
	}
	/** Forwards to the CPO, and waits for what it says. What it cannot say is UNKNOWN. */
	async #authorize(call) {
		const { caller, params, body, correlationId } = call;
		const { country = "", party = "", id = "" } = params;
		const cpo = await this.#target(call);
		if (cpo === void 0) return notRouted();
		const at = `/ocpi/2.2.1/tokens/${[
			country,
			party,
			id
		].map(encodeURIComponent).join("/")}/authorize`;
		const given = statusOf(cpo) === "CONNECTED" ? await callPartner(cpo, {
			method: "PUT",
			at,
			body,
			from: caller,
			correlationId
		}, this.#hub.stop) : void 0;
		return isRecord(given?.data) ? answered(given.data) : unknownToCpo(country, party, id, now());
	}
	/** Forwards a command with the Hub's own `response_url`, at which the result comes back. */
	async #command(call) {
		const { caller, params, body, correlationId } = call;
		const { command = "" } = params;
		if (command === "UNLOCK_CONNECTOR") return answered({
			result: "NOT_SUPPORTED",
			timeout: 0
		});
		if (!isCommand(command)) return refused(404, 2003, "Unknown command");
		const wrong = lacks(body, command);
		if (wrong !== void 0) return refused(200, 2001, wrong);
		const { response_url: responseUrl, reservation_id: reservation } = body;
		if (typeof responseUrl !== "string" || !isOn(caller, responseUrl)) return refused(200, 2001, "This sandbox reports to your own platform alone: response_url is elsewhere");
		const cpo = await this.#target(call);
		if (cpo === void 0) return notRouted();
		if (statusOf(cpo) !== "CONNECTED") return refused(200, 2e3, `The CPO is ${statusOf(cpo)}`);
		const id = crypto.randomUUID();
		this.#commands.set(id, {
			emsp: caller,
			responseUrl,
			correlationId,
			isDone: false
		});
		const forwarded = {
			...body,
			response_url: `${this.#hub.base()}/commands/callback/${id}`
		};
		const given = await callPartner(cpo, {
			method: "POST",
			at: `/ocpi/2.2.1/commands/${command}`,
			body: forwarded,
			from: caller,
			correlationId
		}, this.#hub.stop);
		if (!isRecord(given?.data)) {
			this.#commands.delete(id);
			return refused(200, 2e3, "The CPO's platform gave no usable answer");
		}
		if (command === "RESERVE_NOW") this.#reservations.set(String(reservation), cpo);
		return answered(given.data);
	}
	/**
	* Which CPO a call is for: the one that `OCPI-to-*` names, or that has the location, session or reservation of the body, or the
	* only one that a rule pairs the eMSP with.
	*/
	async #target({ caller, body, to }) {
		const cpos = this.#cposOf(caller);
		if (to !== void 0) return cpos.find((cpo) => sameParty(cpo, to));
		if (cpos.length < 2 || !isRecord(body)) return cpos.length === 1 ? cpos[0] : void 0;
		const { location_id: location, session_id: session, reservation_id: reservation } = body;
		const reserved = this.#reservations.get(String(reservation));
		if (reserved !== void 0) return cpos.find((cpo) => cpo === reserved);
		for (const cpo of cpos) if (location === void 0 ? this.kept.sessions.some(({ id, ...owner }) => sameId(id, session) && sameParty(ownerOf(owner), cpo)) : (await this.#catalogue.of(cpo, "locations")).some(({ id }) => sameId(id, location))) return cpo;
	}
};
/** What is refused to who is no eMSP, or names another party than its own. */
function fromEmsp({ caller }, params) {
	if (caller.role !== "EMSP") return refused(200, 2e3, `This is for an eMSP, and you are ${caller.role}`);
	if (params === void 0 || sameParty(pathParty(params), caller)) return void 0;
	return refused(200, 2e3, "This party is not yours");
}
function isOn({ platform }, url) {
	return platform !== void 0 && URL.parse(url)?.origin === new URL(platform.url).origin;
}
function notRouted() {
	return refused(200, 2e3, "NOT_ROUTED: no routing rule pairs the two parties");
}
function isCommand(name) {
	return [
		"START_SESSION",
		"STOP_SESSION",
		"RESERVE_NOW",
		"CANCEL_RESERVATION"
	].includes(name);
}
function pathParty(params) {
	return {
		country_code: params["country"] ?? "",
		party_id: params["party"] ?? ""
	};
}
function ownerOf(object) {
	return {
		country_code: String(object["country_code"]),
		party_id: String(object["party_id"])
	};
}
// lib/sandbox/ids.js
/** The ids of a request, as its answer repeats them. OCPI 2.2.1 transport_and_format, "Unique message IDs". */
function echoed({ req }) {
	return repeated(req.header(), {
		"x-request-id": "x-request-id",
		"x-correlation-id": "x-correlation-id"
	});
}
/** The routing headers of a request, as its answer swaps them. OCPI 2.2.1 transport_and_format, "Message Routing Headers". */
function swapped({ req }) {
	return repeated(req.header(), {
		"ocpi-to-party-id": "ocpi-from-party-id",
		"ocpi-to-country-code": "ocpi-from-country-code",
		"ocpi-from-party-id": "ocpi-to-party-id",
		"ocpi-from-country-code": "ocpi-to-country-code"
	});
}
/** The headers of the answer, by their names, and what each is a repetition of. */
function repeated(sent, names) {
	return Object.fromEntries(Object.entries(names).flatMap(([name, source]) => {
		const value = sent[source];
		return value === void 0 || value === "" ? [] : [[name, value]];
	}));
}
// lib/sandbox/platform/route.js
/** The routes whose path is this one, which has no slash at either end. */
function fittingRoutes(routes, path) {
	const segments = path.split("/");
	return routes.flatMap((route) => {
		const params = paramsOf(route.path.split("/"), segments);
		return params === void 0 ? [] : [{
			route,
			params
		}];
	});
}
function paramsOf(pattern, segments) {
	if (pattern.length !== segments.length) return void 0;
	const params = {};
	for (const [index, part] of pattern.entries()) {
		const segment = decoded(segments[index] ?? "");
		if (segment === void 0 || segment === "") return void 0;
		if (part.startsWith(":")) params[part.slice(1)] = segment;
		else if (part !== segment) return void 0;
	}
	return params;
}
function decoded(segment) {
	try {
		return decodeURIComponent(segment);
	} catch {
		return;
	}
}
// node_modules/@remix-run/node-fetch-server/dist/lib/request-abort.js
const requestAbortReasons = /* @__PURE__ */ new WeakSet();
function createRequestLifecycle() {
	let controller = new AbortController();
	let finished = false;
	return {
		get signal() {
			return controller.signal;
		},
		abort(reason) {
			if (!finished) controller.abort(reason);
		},
		finish() {
			finished = true;
		}
	};
}
function observeResponseForRequestLifecycle(res, lifecycle) {
	res.once("close", () => lifecycle.abort());
	res.once("finish", () => lifecycle.finish());
}
function isRequestAlreadyAborted(req) {
	if ("aborted" in req && req.aborted === true) return true;
	if ("readableAborted" in req && req.readableAborted === true) return true;
	return req.destroyed && !isRequestComplete(req);
}
function isRequestComplete(req) {
	if ("complete" in req && req.complete === true) return true;
	return req.readableEnded;
}
function createRequestAbortError() {
	let error = new DOMException("The request was aborted.", "AbortError");
	markRequestAbortReason(error);
	return error;
}
function markRequestAbortReason(error) {
	if (error != null && (typeof error === "object" || typeof error === "function")) requestAbortReasons.add(error);
}
// node_modules/@remix-run/node-fetch-server/dist/lib/request-listener.js
function createRequestBodyStream(req, lifecycle) {
	let bodyController;
	let requestEnded = false;
	let bodyClosed = false;
	function cleanup({ keepErrorListener = false } = {}) {
		req.removeListener("data", onData);
		req.removeListener("end", onEnd);
		if (!keepErrorListener) req.removeListener("error", onError);
		req.removeListener("aborted", onAborted);
		req.removeListener("close", onClose);
	}
	function closeBody() {
		if (bodyClosed) return;
		bodyClosed = true;
		cleanup();
		bodyController?.close();
	}
	function abortBody(error, { keepErrorListener = false } = {}) {
		if (bodyClosed) return;
		bodyClosed = true;
		cleanup({ keepErrorListener });
		lifecycle.abort(error);
		bodyController?.error(error);
	}
	function cancelBody() {
		if (bodyClosed) return;
		bodyClosed = true;
		cleanup();
	}
	function onData(chunk) {
		if (bodyController == null) return;
		bodyController.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
		if (bodyController.desiredSize != null && bodyController.desiredSize <= 0) req.pause();
	}
	function onEnd() {
		requestEnded = true;
		closeBody();
	}
	function onError(error) {
		markRequestAbortReason(error);
		abortBody(error);
	}
	function onAborted() {
		abortBody(createRequestAbortError(), { keepErrorListener: true });
	}
	function onClose() {
		if (!requestEnded) abortBody(createRequestAbortError(), { keepErrorListener: true });
	}
	return new ReadableStream({
		start(controller) {
			bodyController = controller;
			req.once("error", onError);
			if (isRequestAlreadyAborted(req)) {
				abortBody(createRequestAbortError(), { keepErrorListener: true });
				return;
			}
			req.on("data", onData);
			req.once("end", onEnd);
			req.once("aborted", onAborted);
			req.once("close", onClose);
			if (isRequestAlreadyAborted(req)) abortBody(createRequestAbortError(), { keepErrorListener: true });
		},
		pull() {
			req.resume();
		},
		cancel() {
			cancelBody();
		}
	});
}
/**
* Creates a [`Request`](https://developer.mozilla.org/en-US/docs/Web/API/Request) object from
*
* - a [`http.IncomingMessage`](https://nodejs.org/api/http.html#class-httpincomingmessage)/[`http.ServerResponse`](https://nodejs.org/api/http.html#class-httpserverresponse) pair
* - a [`http2.Http2ServerRequest`](https://nodejs.org/api/http2.html#class-http2http2serverrequest)/[`http2.Http2ServerResponse`](https://nodejs.org/api/http2.html#class-http2http2serverresponse) pair
*
* @param req The incoming request object
* @param res The server response object
* @param options Options for creating the request
* @returns A `Request` object
* @throws If HTTP/2 `Host` and `:authority` values identify different hosts
*/
function createRequest(req, res, options) {
	let lifecycle = createRequestLifecycle();
	observeResponseForRequestLifecycle(res, lifecycle);
	let method = req.method ?? "GET";
	let headers = createHeaders(req);
	let url = `${getRequestProtocol(req, headers, options)}//${getRequestHost(req, headers, options)}${req.url}`;
	let init = {
		method,
		headers,
		signal: lifecycle.signal
	};
	if (method !== "GET" && method !== "HEAD") {
		init.body = createRequestBodyStream(req, lifecycle);
		init.duplex = "half";
	}
	return new Request(url, init);
}
function getRequestProtocol(req, headers, options) {
	return options?.protocol ?? (options?.trustProxy ? getForwardedProtocol(headers) : void 0) ?? ("encrypted" in req.socket && req.socket.encrypted ? "https:" : "http:");
}
function getRequestHost(req, headers, options) {
	let authority = getRequestAuthority(req);
	return options?.host ?? (options?.trustProxy ? getForwardedHost(headers) : void 0) ?? authority ?? headers.get("Host") ?? "localhost";
}
var RequestAuthorityError = class extends Error {};
function getRequestAuthority(req) {
	let value = req.headers[":authority"];
	let authority = Array.isArray(value) ? value[0] : value;
	let host = req.headers.host;
	if (authority != null && host != null) {
		let scheme = req.headers[":scheme"];
		let protocol = (Array.isArray(scheme) ? scheme[0] : scheme) ?? ("encrypted" in req.socket && req.socket.encrypted ? "https" : "http");
		let authorityUrl = URL.parse(`${protocol}://${authority}`);
		let hostUrl = URL.parse(`${protocol}://${host}`);
		if (authorityUrl == null || hostUrl == null || authorityUrl.host !== hostUrl.host) throw new RequestAuthorityError("Host header does not match :authority");
	}
	return authority;
}
function getForwardedProtocol(headers) {
	return normalizeForwardedProtocol(getForwardedHeaderParameter(headers.get("Forwarded"), "proto")) ?? getXForwardedProtoHeaderProtocol(headers.get("X-Forwarded-Proto"));
}
function getForwardedHost(headers) {
	return normalizeForwardedHost(getForwardedHeaderParameter(headers.get("Forwarded"), "host")) ?? normalizeForwardedHost(getFirstHeaderValue(headers.get("X-Forwarded-Host")));
}
function getForwardedHeaderParameter(value, parameterName) {
	if (value == null) return void 0;
	for (let element of splitHeaderValue(value, ",")) for (let parameter of splitHeaderValue(element, ";")) {
		let index = parameter.indexOf("=");
		if (index === -1) continue;
		if (parameter.slice(0, index).trim().toLowerCase() !== parameterName) continue;
		return unquoteHeaderValue(parameter.slice(index + 1).trim());
	}
}
function getXForwardedProtoHeaderProtocol(value) {
	return normalizeForwardedProtocol(getFirstHeaderValue(value));
}
function getFirstHeaderValue(value) {
	if (value == null) return void 0;
	let firstValue = splitHeaderValue(value, ",")[0];
	return firstValue == null ? void 0 : unquoteHeaderValue(firstValue.trim());
}
function normalizeForwardedProtocol(value) {
	if (value == null) return void 0;
	let protocol = value.trim().toLowerCase();
	if (protocol.endsWith(":")) protocol = protocol.slice(0, -1);
	return protocol === "http" || protocol === "https" ? `${protocol}:` : void 0;
}
function normalizeForwardedHost(value) {
	if (value == null) return void 0;
	let host = value.trim();
	return host === "" ? void 0 : host;
}
function splitHeaderValue(value, delimiter) {
	let parts = [];
	let start = 0;
	let quoted = false;
	let escaped = false;
	for (let index = 0; index < value.length; index++) {
		let char = value[index];
		if (escaped) {
			escaped = false;
			continue;
		}
		if (quoted && char === "\\") {
			escaped = true;
			continue;
		}
		if (char === "\"") {
			quoted = !quoted;
			continue;
		}
		if (!quoted && char === delimiter) {
			parts.push(value.slice(start, index));
			start = index + 1;
		}
	}
	parts.push(value.slice(start));
	return parts;
}
function unquoteHeaderValue(value) {
	if (!value.startsWith("\"") || !value.endsWith("\"")) return value;
	let unquoted = "";
	for (let index = 1; index < value.length - 1; index++) {
		let char = value[index];
		if (char === "\\" && index + 1 < value.length - 1) {
			index++;
			unquoted += value[index];
		} else unquoted += char;
	}
	return unquoted;
}
/**
* Creates a [`Headers`](https://developer.mozilla.org/en-US/docs/Web/API/Headers) object from the headers in a Node.js
* [`http.IncomingMessage`](https://nodejs.org/api/http.html#class-httpincomingmessage)/[`http2.Http2ServerRequest`](https://nodejs.org/api/http2.html#class-http2http2serverrequest).
*
* @param req The incoming request object
* @returns A `Headers` object
*/
function createHeaders(req) {
	let headers = {};
	for (let [key, value] of Object.entries(req.headers)) {
		if (key.startsWith(":") || value == null) continue;
		headers[key] = Array.isArray(value) ? value.join(", ") : value;
	}
	return new Headers(headers);
}
/**
* Sends a [`Response`](https://developer.mozilla.org/en-US/docs/Web/API/Response) to the client using a Node.js
* [`http.ServerResponse`](https://nodejs.org/api/http.html#class-httpserverresponse)/[`http2.Http2ServerResponse`](https://nodejs.org/api/http2.html#class-http2http2serverresponse)
* object.
*
* @param res The server response object
* @param response The response to send
*/
async function sendResponse(res, response) {
	let headers = {};
	for (let [key, value] of response.headers) if (key in headers) {
		if (Array.isArray(headers[key])) headers[key].push(value);
		else headers[key] = [headers[key], value];
	} else headers[key] = value;
	if (res.req.httpVersionMajor === 1) res.writeHead(response.status, response.statusText, headers);
	else res.writeHead(response.status, headers);
	if (response.body != null && res.req.method !== "HEAD") {
		let reader = response.body.getReader();
		let responseClosed = false;
		function cancelBody() {
			responseClosed = true;
			reader.cancel().catch(() => void 0);
		}
		res.once("close", cancelBody);
		try {
			while (!responseClosed) {
				let result = await reader.read();
				if (result.done) break;
				if (res.write(result.value) === false) {
					await waitForDrainOrClose(res);
					if (responseClosed || res.destroyed) return;
				}
			}
		} finally {
			res.removeListener("close", cancelBody);
			reader.releaseLock();
		}
		if (responseClosed) return;
	}
	res.end();
}
async function waitForDrainOrClose(res) {
	if (res.destroyed) return;
	await new Promise((resolve) => {
		function cleanup() {
			res.removeListener("close", onClose);
			res.removeListener("drain", onDrain);
		}
		function onClose() {
			cleanup();
			resolve();
		}
		function onDrain() {
			cleanup();
			resolve();
		}
		res.once("close", onClose);
		res.once("drain", onDrain);
	});
}
// lib/sandbox/faults.js
/** The faults of one server, scripted from a test or the desk. */
var Faults = class {
	#faults = [];
	add(fault) {
		this.#faults.push(fault);
	}
	clear() {
		this.#faults.length = 0;
	}
	middleware = async (context, next) => {
		const { req } = context;
		const fitting = this.#faults.filter(({ method, path, exact = false, times = 1, token, notToken }) => times > 0 && method === req.method && (exact ? req.path === path : req.path.startsWith(path)) && (token === void 0 || (req.header("authorization") ?? "").includes(token)) && (notToken === void 0 || !(req.header("authorization") ?? "").includes(notToken)));
		const fault = fitting.find(({ skip = 0 }) => skip === 0);
		for (const waiting of fitting) if (waiting.skip !== void 0 && waiting.skip > 0) waiting.skip -= 1;
		if (fault === void 0) return next();
		if (fault.times !== void 0) fault.times -= 1;
		fault.onHit?.();
		const { act } = fault;
		if (act.kind === "delay") {
			if (act.ms > 0) await setTimeout(act.ms);
			return next();
		}
		if (act.kind === "noise") {
			await next();
			const { status, headers } = context.res;
			const noise = "\"token\":\"a\",".repeat(act.length / 12);
			const body = (await context.res.text()).replace("\"token\":", `${noise}"token":`);
			context.res = void 0;
			context.res = new Response(body, {
				status,
				headers: { "content-type": headers.get("content-type") ?? "" }
			});
			return;
		}
		if (act.when === "after") await next();
		if (act.kind === "drop") {
			context.env.outgoing.destroy();
			context.res = new Response(null, { status: 204 });
			return context.res;
		}
		context.res = void 0;
		context.res = new Response(act.body, {
			status: act.status,
			headers: act.headers ?? {}
		});
	};
};
// lib/sandbox/server.js
/** Serves an app on a free port of 127.0.0.1, or on the given one, recording each request and playing the faults. */
async function startServer(app, port = 0) {
	const requests = [];
	const faults = new Faults();
	const outer = new Hono();
	outer.use(async (context, next) => {
		const { req } = context;
		const body = req.method === "GET" ? "" : await req.raw.clone().text();
		requests.push({
			method: req.method,
			path: req.path,
			headers: req.header(),
			body
		});
		await next();
	});
	outer.use(faults.middleware);
	outer.all("*", (context) => app.fetch(context.req.raw, context.env));
	return new Promise((resolve, reject) => {
		const server = createServer$1((incoming, outgoing) => void answer(outer, incoming, outgoing));
		server.listen(port, "127.0.0.1", () => {
			resolve({
				origin: `http://127.0.0.1:${server.address().port}`,
				requests,
				faults,
				close: () => new Promise((done) => {
					server.close(() => done());
					server.closeAllConnections();
				})
			});
		});
		server.on("error", reject);
	});
}
async function answer(app, incoming, outgoing) {
	let request;
	try {
		request = createRequest(incoming, outgoing);
	} catch {
		outgoing.writeHead(400).end();
		return;
	}
	const response = await app.fetch(request, { outgoing });
	if (!outgoing.destroyed) await sendResponse(outgoing, response).catch(() => outgoing.destroy());
}
// lib/sandbox/tokens.js
/**
* A token as an awkward but correct server would make it: random, printable, no Base64 by accident, and with every
* character that JSON, URLs, HTML, Markdown and a runner's log would write differently.
*/
function newToken(prefix) {
	return `${prefix}_${randomBytes(16).toString("hex")}*&<#"+/=|~%`;
}
/** The token candidates in an Authorization header: as it is, and decoded from Base64. */
function presentedTokens(header) {
	const plain = /^Token (\S+)$/.exec(header ?? "")?.[1];
	return plain === void 0 ? void 0 : {
		plain,
		decoded: Buffer.from(plain, "base64").toString("utf8")
	};
}
// lib/sandbox/hub.js
const documented = {
	encodings: ["plain"],
	initialTokenOpensVersions: true,
	openToEverybody: [],
	refusal: {
		status: 401,
		code: 2002
	},
	crashesUndecoded: false,
	slashes: false,
	strictAnswers: false,
	identity: "documented",
	putRotates: false,
	activation: "automatic",
	echoesTokens: false,
	shapes: void 0,
	basePath: "/ocpi",
	needsConfirmation: true,
	deletes: false,
	hubclientinfo: true,
	listsCaller: true,
	singleParty: true,
	pageSize: 0,
	objectsPerPage: 50,
	otherParties: 0,
	linkTo: void 0,
	probeEveryMs: 500,
	offlineAfterMs: 2e3
};
const VERSION$1 = "2.2.1";
const PROBE_TICK_MS = 50;
const IDENTITY = {
	role: "HUB",
	party_id: "CIH",
	country_code: "IN"
};
const MODULES = [
	["credentials", "RECEIVER"],
	["hubclientinfo", "SENDER"],
	["locations", "SENDER"],
	["locations", "RECEIVER"],
	["tariffs", "SENDER"],
	["tariffs", "RECEIVER"],
	["tokens", "RECEIVER"],
	["commands", "RECEIVER"],
	["sessions", "RECEIVER"],
	["sessions", "SENDER"],
	["cdrs", "RECEIVER"],
	["cdrs", "SENDER"]
];
/**
* A ChargeIndia Hub to try everything on: the documented behaviour over real HTTP, with real call-backs to the platform
* and real health probes. It shares no code with our client, so that it cannot agree with the client's mistakes.
*/
var SandboxHub = class SandboxHub {
	switches;
	/** Every hub token that it issued, the oldest first. For tests, which count those that arrived. */
	issued = [];
	#partners = [];
	/** The origins of the platforms that it calls. */
	#platforms = /* @__PURE__ */ new Set();
	#stop = new AbortController();
	#rules = new Rules();
	#traffic;
	#server;
	constructor(switches = {}) {
		this.switches = {
			...documented,
			...switches
		};
		this.#traffic = new Traffic({
			partners: this.#partners,
			rules: this.#rules,
			base: () => this.#base,
			objectsPerPage: () => this.switches.objectsPerPage,
			stop: this.#stop.signal
		});
	}
	static async start(switches = {}, port = 0) {
		const hub = new SandboxHub(switches);
		hub.#server = await startServer(hub.#app(), port);
		hub.#probeForever();
		return hub;
	}
	get server() {
		if (this.#server === void 0) throw new Error("The sandbox Hub is not running.");
		return this.#server;
	}
	get origin() {
		return this.server.origin;
	}
	async stop() {
		this.#stop.abort();
		await this.server.close();
	}
	/** Registers a party, or resets its registration, and hands over an initial token. */
	issueInitialToken(party, initialToken = newToken("initial")) {
		const known = this.#partner(party);
		if (known === void 0) this.#partners.push({
			...party,
			...unregistered(initialToken)
		});
		else Object.assign(known, unregistered(initialToken));
		this.#rules.remove(party);
		return initialToken;
	}
	/**
	* Lets the hub call the platform at this URL, on its origin and nowhere else. Without that a registration could send it
	* to anything that listens on this machine.
	* @returns the origin.
	*/
	admitPlatform(url) {
		const { origin } = new URL(url);
		this.#platforms.add(origin);
		return origin;
	}
	/**
	* Lists a party that has no platform in a fixed status, without a registration of its own. For tests of what a partner sees of
	* others.
	*/
	addPartner(party, shownAs) {
		const { country_code, party_id, role } = party;
		this.#partners.push({
			country_code,
			party_id,
			role,
			...unregistered(void 0),
			shownAs
		});
	}
	/**
	* The same with a hub token, as if it had registered: for tests with many partners.
	* @returns the token.
	*/
	admitPartner(party, shownAs) {
		this.addPartner(party, shownAs);
		const hubToken = this.#issue();
		this.#known(party).hubToken = hubToken;
		return hubToken;
	}
	/** Enables the rule for an eMSP and a CPO; without the other, for the one and every partner. */
	enableRouting(party, other) {
		this.#rules.allow(this.#known(party), other);
	}
	/** Takes back the rule for the two; without the other, every rule of the one. */
	disableRouting(party, other) {
		this.#rules.remove(this.#known(party), other);
	}
	/** Everything that CPOs pushed to it. */
	get kept() {
		return this.#traffic.kept;
	}
	/** Resolves when every session, CDR and command's result has been pushed on, or given up. For tests. */
	async delivered() {
		await this.#traffic.settled();
	}
	activate(party) {
		this.#known(party).activated = true;
	}
	/** Takes back that a party is active: it is PLANNED, and stays so until it is activated. */
	hold(party) {
		const partner = this.#known(party);
		this.switches.activation = "by-desk";
		partner.activated = false;
		setStatus(partner, "PLANNED");
	}
	suspend(party, suspended = true) {
		this.#known(party).suspended = suspended;
	}
	/** Revokes the hub token: every call with it is refused from now on. */
	revoke(party) {
		this.#known(party).hubToken = void 0;
	}
	/** The hub token that was issued last. For tests, which compare it with what was stored. */
	issuedToken(party) {
		return this.#known(party).hubToken;
	}
	statusOf(party) {
		return statusOf(this.#known(party));
	}
	#app() {
		const app = new Hono();
		app.route("/desk", this.#desk());
		app.use(async (context, next) => {
			await next();
			const { shapes } = this.switches;
			if (shapes === void 0 || context.req.method !== "GET" || !context.res.ok) return;
			const answer = await context.res.json();
			context.res = Response.json(shapes(answer, context.req.path), context.res);
		});
		const { basePath } = this.switches;
		app.use(`${basePath}/*`, async (context, next) => {
			if (!this.switches.slashes || context.req.path.endsWith("/")) return next();
			const host = context.req.header("host") ?? "";
			return context.redirect(`http://${host}${context.req.path}/`, 307);
		});
		const base = `${basePath}/${VERSION$1}`;
		const end = this.switches.slashes ? "/" : "";
		app.get(`${basePath}/versions${end}`, (context) => this.#read(context, "versions", "any", () => success(context, [{
			version: VERSION$1,
			url: this.#base
		}])));
		app.get(`${base}${end}`, (context) => this.#read(context, "details", "any", () => success(context, this.#details())));
		app.get(`${base}/credentials${end}`, (context) => this.#read(context, "credentials", "credentials", (presented) => success(context, this.#credentials(presented))));
		app.post(`${base}/credentials${end}`, (context) => this.#authorised(context, "credentials", (partner) => this.#register(context, partner)));
		app.put(`${base}/credentials${end}`, (context) => this.#authorised(context, "hub-token", (partner) => this.#update(context, partner)));
		app.delete(`${base}/credentials${end}`, (context) => this.#authorised(context, "hub-token", (partner) => {
			if (!this.switches.deletes) return failure(context, 405, 2e3, "Not supported");
			const livesOn = this.switches.deletes === "but the token lives on";
			Object.assign(partner, {
				hubToken: livesOn ? partner.hubToken : void 0,
				platform: void 0
			});
			return success(context, void 0);
		}));
		app.get(`${base}/hubclientinfo${end}`, (context) => this.#read(context, "hubclientinfo", "hub-token", () => this.#parties(context)));
		app.get(`${base}/hubclientinfo/:country/:party${end}`, (context) => this.#read(context, "hubclientinfo", "hub-token", () => this.#oneParty(context)));
		app.post(`${base}/commands/callback/:id${end}`, async (context) => {
			const body = await context.req.json().catch(() => void 0);
			return replied(context, this.#traffic.result(context.req.param("id"), body));
		});
		app.all(`${base}/*`, (context) => this.#pass(context, `${base}/`));
		app.notFound((context) => failure(context, 404, 2003, "Not found"));
		return app;
	}
	/** What passes between partners. */
	async #pass(context, base) {
		const { req } = context;
		const path = req.path.slice(base.length).replace(/\/$/, "");
		const fitting = fittingRoutes(this.#traffic.routes, path);
		if (fitting.length === 0) return failure(context, 404, 2003, "Not found");
		return this.#authorised(context, "hub-token", async (caller) => {
			const chosen = fitting.find(({ route }) => Object.hasOwn(route.methods, req.method));
			if (chosen === void 0) {
				context.header("allow", fitting.flatMap(({ route }) => Object.keys(route.methods)).join(", "));
				return failure(context, 405, 2e3, "Method not allowed");
			}
			let body;
			try {
				const text = req.method === "GET" ? "" : await req.text();
				body = text === "" ? void 0 : JSON.parse(text);
			} catch {
				return failure(context, 400, 2001, "The body is not JSON");
			}
			const [country, party] = [req.header("ocpi-to-country-code"), req.header("ocpi-to-party-id")];
			const isForHub = sameId(country, IDENTITY.country_code) && sameId(party, IDENTITY.party_id);
			const reply = await chosen.route.methods[req.method]?.({
				caller,
				params: chosen.params,
				query: req.query(),
				body,
				url: `${this.origin}${req.path}`,
				method: req.method,
				correlationId: req.header("x-correlation-id"),
				to: country && party && !isForHub ? {
					country_code: country,
					party_id: party
				} : void 0
			});
			return reply === void 0 ? failure(context, 500, 3e3, "Server error") : replied(context, reply, true);
		});
	}
	/** The address of the version details. */
	get #base() {
		return `${this.origin}${this.switches.basePath}/${VERSION$1}`;
	}
	/** The address of the versions: what a partner of a hub without documented paths is given. */
	get versionsUrl() {
		return `${this.origin}${this.switches.basePath}/versions`;
	}
	#details() {
		const endpoints = MODULES.filter(([identifier]) => identifier !== "hubclientinfo" || this.switches.hubclientinfo).map(([identifier, role]) => ({
			identifier,
			role,
			url: `${this.#base}/${identifier}`
		}));
		return {
			version: VERSION$1,
			endpoints
		};
	}
	#credentials(token) {
		const role = this.switches.strictAnswers ? {
			...IDENTITY,
			business_details: { name: "ChargeIndia Hub" }
		} : IDENTITY;
		const common = {
			token,
			url: this.#base
		};
		switch (this.switches.identity) {
			case "documented": return {
				...common,
				roles: [role]
			};
			case "in lower case": return {
				...common,
				roles: [{
					...role,
					country_code: "in",
					party_id: "cih"
				}]
			};
			case "flat": return {
				...common,
				country_code: IDENTITY.country_code,
				party_id: IDENTITY.party_id
			};
			case "absent": return {
				...common,
				roles: null
			};
			case "another hub": return {
				...common,
				roles: [{
					...role,
					party_id: "CIS"
				}]
			};
		}
	}
	/** POST: calls the platform back before it answers, then issues the hub token, once. */
	async #register(context, partner) {
		if (partner.hubToken !== void 0) return failure(context, 405, 2e3, "Already registered: use PUT");
		const platform = await this.#readPlatform(context, partner);
		if (platform instanceof Response) return platform;
		if (partner.hubToken !== void 0) return failure(context, 405, 2e3, "Already registered: use PUT");
		const hubToken = this.#issue();
		partner.probeAt = Date.now() + this.switches.probeEveryMs;
		Object.assign(partner, {
			platform,
			hubToken,
			initialToken: void 0,
			status: "PLANNED",
			lastUpdated: /* @__PURE__ */ new Date()
		});
		return success(context, this.#credentials(hubToken), this.switches.strictAnswers);
	}
	/** PUT: confirms and updates. */
	async #update(context, partner) {
		const platform = await this.#readPlatform(context, partner);
		if (platform instanceof Response) return platform;
		const hubToken = this.switches.putRotates ? this.#issue() : partner.hubToken ?? "";
		const probeAt = Date.now() + this.switches.probeEveryMs;
		Object.assign(partner, {
			platform,
			hubToken,
			confirmed: true,
			probeAt
		});
		return success(context, this.#credentials(hubToken), this.switches.strictAnswers);
	}
	#issue() {
		const token = newToken("hub");
		this.issued.push(token);
		return token;
	}
	async #readPlatform(context, partner) {
		let body;
		try {
			body = await context.req.json();
		} catch {
			return failure(context, 400, 2001, "The body is not JSON");
		}
		const { token, url, roles } = body;
		if (typeof token !== "string" || typeof url !== "string" || !Array.isArray(roles)) return failure(context, 200, 2001, "token, url and roles are required");
		if (!roles.some((role) => role["role"] === partner.role && role["country_code"] === partner.country_code && role["party_id"] === partner.party_id)) return failure(context, 200, 2e3, "The party is not the one assigned to this token");
		const origin = URL.parse(url)?.origin;
		if (origin === void 0) return failure(context, 200, 2001, "url is not a URL");
		if (!this.#platforms.has(origin)) return failure(context, 200, 3001, `This sandbox calls no platform but those that ${this.origin}/desk/platforms lists`);
		const versions = await callPlatform(`${origin}/ocpi/versions`, token);
		const given = await callPlatform(url, token);
		if (versions === void 0 || given === void 0) return failure(context, 200, 3001, "The platform's versions endpoint could not be used");
		if (!offersVersion(versions)) return failure(context, 200, 3002, "The platform does not offer 2.2.1");
		return {
			token,
			url,
			roles
		};
	}
	/** The list, in pages with `Link`, `X-Total-Count` and `X-Limit` as OCPI has it. */
	#parties(context) {
		const { pageSize, otherParties, linkTo, hubclientinfo, listsCaller } = this.switches;
		if (!hubclientinfo) return failure(context, 404, 2003, "Not found");
		const all = [...Array.from({ length: otherParties }, (_none, index) => ({
			party_id: index.toString(36).toUpperCase().padStart(3, "0"),
			country_code: "DE",
			role: "EMSP",
			status: "CONNECTED",
			last_updated: "2026-01-01T00:00:00Z"
		})), ...this.#partners.filter((partner) => listsCaller && isListed(partner)).map(clientInfo)];
		const reply = page(all, {
			url: `${this.origin}${context.req.path}`,
			query: context.req.query()
		}, pageSize === 0 ? Math.max(all.length, 1) : pageSize);
		const headers = reply.headers?.["link"] === void 0 || linkTo === void 0 ? {} : { link: `<${linkTo}>; rel="next"` };
		return replied(context, {
			...reply,
			headers: {
				...reply.headers,
				...headers
			}
		});
	}
	#oneParty(context) {
		const { country, party } = context.req.param();
		const found = this.#partners.find((partner) => isListed(partner) && partner.country_code === country?.toUpperCase() && partner.party_id === party?.toUpperCase() && this.switches.hubclientinfo && this.switches.listsCaller && this.switches.singleParty);
		return found === void 0 ? failure(context, 404, 2003, "Party not found") : success(context, clientInfo(found));
	}
	/** A GET, which may be open to everybody. */
	async #read(context, route, wanted, answer) {
		if (this.switches.openToEverybody.includes(route)) return answer("");
		return this.#authorised(context, wanted, (_partner, presented) => answer(presented));
	}
	/** Lets a request in whose token fits: any living token, one for credentials, or a hub token alone. */
	async #authorised(context, wanted, answer) {
		const header = presentedTokens(context.req.header("authorization"));
		const { crashesUndecoded, refusal } = this.switches;
		if (crashesUndecoded && isNoBase64(header?.plain ?? "")) return failure(context, 500, 3e3, "Server error");
		const values = this.switches.encodings.map((encoding) => encoding === "plain" ? header?.plain : header?.decoded);
		const initialCounts = wanted === "credentials" || wanted === "any" && this.switches.initialTokenOpensVersions;
		for (const value of values) {
			if (value === void 0 || value === "") continue;
			const partner = this.#partners.find(({ hubToken, initialToken }) => hubToken === value || initialCounts && initialToken === value);
			if (partner !== void 0 && !partner.suspended) return answer(partner, value);
		}
		const echo = this.switches.echoesTokens ? ` ${values.join(" ")} ${context.req.header("authorization") ?? ""}` : "";
		return failure(context, refusal.status, refusal.code, `Unauthorized${this.#hint(context, header?.decoded)}${echo}`);
	}
	/** A client that keeps to OCPI 2.2.1-d2 sends Base64: this sandbox tells it that the token is right, and the form is not. */
	#hint({ req }, decoded) {
		const { encodings } = this.switches;
		return this.#partners.some(({ hubToken, initialToken, suspended }) => decoded !== void 0 && !suspended && (hubToken === decoded || initialToken === decoded)) && req.method === "GET" && encodings.includes("plain") && !encodings.includes("base64") ? ": this Hub takes a token as it is, not in Base64, as its documentation shows" : "";
	}
	async #probeForever() {
		const { signal } = this.#stop;
		while (!signal.aborted) {
			await setTimeout(PROBE_TICK_MS, void 0, { signal }).catch(() => void 0);
			const due = this.#partners.filter((partner) => isListed(partner) && partner.probeAt <= Date.now());
			for (const partner of due) partner.probeAt = Date.now() + this.switches.probeEveryMs;
			await Promise.all(due.map((partner) => this.#probe(partner)));
		}
	}
	/** A GET of the platform's versions, as the Hub's health check does it: PLANNED, CONNECTED, OFFLINE. */
	async #probe(partner) {
		if (partner.platform === void 0 || this.#stop.signal.aborted) return;
		const { url, token } = partner.platform;
		const versions = await callPlatform(`${new URL(url).origin}/ocpi/versions`, token);
		if (versions !== void 0 && offersVersion(versions)) {
			partner.failingSince = void 0;
			if ((partner.confirmed || !this.switches.needsConfirmation) && (this.switches.activation === "automatic" || partner.activated)) setStatus(partner, "CONNECTED");
			return;
		}
		partner.failingSince ??= /* @__PURE__ */ new Date();
		const failingMs = Date.now() - partner.failingSince.getTime();
		if (partner.status === "CONNECTED" && failingMs >= this.switches.offlineAfterMs) setStatus(partner, "OFFLINE");
	}
	#desk() {
		const desk = newDesk();
		desk.get("/", (context) => context.json(this.#partners.map((partner) => ({
			role: partner.role,
			country_code: partner.country_code,
			party_id: partner.party_id,
			status: this.statusOf(partner),
			routing: this.#rules.with(partner).length > 0,
			routing_with: this.#rules.with(partner)
		}))));
		desk.get("/platforms", (context) => context.json([...this.#platforms]));
		desk.post("/platforms", async (context) => {
			const body = await context.req.json().catch(() => void 0);
			const url = typeof body?.url === "string" ? URL.parse(body.url) : null;
			if (url?.protocol !== "http:" && url?.protocol !== "https:") return context.json({ error: "the URL of a platform is wanted: {\"url\":\"http://127.0.0.1:8080\"}" }, 400);
			const origin = this.admitPlatform(url.href);
			return context.json({
				done: `The Hub calls the platform at ${origin} from now on.`,
				origin
			}, 201);
		});
		desk.post("/initial-tokens", async (context) => {
			const party = await context.req.json().catch(() => void 0);
			if (party?.country_code === void 0) return context.json({ error: "a party in JSON is wanted" }, 400);
			return handOver(context, this.issueInitialToken(party), `${nameOf(party)} can register with this initial token.`);
		});
		desk.post("/parties/:country/:party/:act", async (context) => {
			const { act } = context.req.param();
			const perform = Object.hasOwn(this.#acts, act) ? this.#acts[act] : void 0;
			if (perform === void 0) return context.json({ error: `there is no such order; there are: ${Object.keys(this.#acts).join(", ")}` }, 404);
			return this.#perform(context, perform);
		});
		desk.delete("/parties/:country/:party/routing", async (context) => this.#perform(context, (party, other) => {
			this.disableRouting(party, other);
			return `The routing between ${nameOf(party)} and ${nameOf(other)} is disabled.`;
		}));
		desk.post("/parties/:country/:party/reset/initial-token", (context) => {
			const { country, party } = context.req.param();
			const known = this.#partner({
				country_code: country,
				party_id: party
			});
			if (known === void 0) return context.json(UNKNOWN_PARTY, 404);
			const done = `The registration of ${nameOf(known)} is reset. It can register again with this initial token.`;
			return handOver(context, this.issueInitialToken(known), done);
		});
		return desk;
	}
	/** What the desk does to a party, perhaps with another, and says of it. */
	#acts = {
		routing: (party, other) => {
			this.enableRouting(party, other);
			return `The routing between ${nameOf(party)} and ${nameOf(other)} is enabled.`;
		},
		activate: (party) => {
			this.activate(party);
			return `${nameOf(party)} is activated.`;
		},
		suspend: (party) => {
			this.suspend(party);
			return `${nameOf(party)} is suspended: the Hub refuses its hub token.`;
		},
		resume: (party) => {
			this.suspend(party, false);
			return `${nameOf(party)} is suspended no more.`;
		},
		revoke: (party) => {
			this.revoke(party);
			return `The hub token of ${nameOf(party)} is revoked: the Hub refuses it for good.`;
		}
	};
	/** Does what the desk was told to do to the party of its path. */
	async #perform(context, order) {
		const { country, party } = context.req.param();
		const key = {
			country_code: country,
			party_id: party
		};
		if (this.#partner(key) === void 0) return context.json(UNKNOWN_PARTY, 404);
		const other = await this.#otherParty(context);
		if (other === "unknown") return context.json({ error: "a known party is wanted: {\"with\":\"IN*XYZ\"}" }, 400);
		return context.json({
			done: order(key, other),
			status: this.statusOf(key)
		});
	}
	/** The partner that an order of the desk names beside the party of its path: none, a known or an unknown one. */
	async #otherParty({ req }) {
		const body = await req.json().catch(() => void 0);
		if (body?.with === void 0) return void 0;
		const named = namedParty(body.with);
		return (named && this.#partner(named)) ?? "unknown";
	}
	#partner({ country_code, party_id }) {
		return this.#partners.find((partner) => partner.country_code === country_code && partner.party_id === party_id);
	}
	#known(party) {
		const partner = this.#partner(party);
		if (partner === void 0) throw new Error(`The sandbox Hub does not know ${party.country_code}*${party.party_id}.`);
		return partner;
	}
};
const UNKNOWN_PARTY = { error: "this party is not known here: GET /desk lists those that are" };
/** `IN*ABC`; without a party it is everyone on the other side. */
function nameOf(party) {
	return party === void 0 ? "every partner" : `${party.country_code}*${party.party_id}`;
}
/** In JSON, or bare for a shell, which would not undo JSON's escapes. */
function handOver(context, initialToken, done) {
	return context.req.header("accept") === "text/plain" ? context.text(initialToken, 201) : context.json({
		done,
		initial_token: initialToken
	}, 201);
}
/** Whether a strict decoder of Base64 refuses the text. */
function isNoBase64(text) {
	return text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
/** The `data` of a good answer of the platform, or undefined. */
async function callPlatform(url, token) {
	try {
		const response = await fetch(url, {
			headers: {
				authorization: `Token ${token}`,
				"x-request-id": crypto.randomUUID(),
				"x-correlation-id": crypto.randomUUID()
			},
			redirect: "manual",
			signal: AbortSignal.timeout(3e3)
		});
		const body = await response.json();
		return response.ok && body.status_code === 1e3 ? body.data : void 0;
	} catch {
		return;
	}
}
function offersVersion(data) {
	return Array.isArray(data) && data.some((entry) => entry.version === VERSION$1);
}
/** A reply in the envelope. Only what passes between partners swaps the routing headers. */
function replied(context, reply, functional = false) {
	const { status, code, message, data, headers } = reply;
	const envelope = {
		status_code: code,
		...message === void 0 ? {} : { status_message: message },
		timestamp: now(),
		...data === void 0 ? {} : { data }
	};
	return new Response(JSON.stringify(envelope), {
		status,
		headers: {
			...headers,
			...echoed(context),
			...functional ? swapped(context) : {},
			"content-type": "application/json"
		}
	});
}
function success(context, data, timestamp = true) {
	return context.json({
		status_code: 1e3,
		...timestamp ? { timestamp: now() } : {},
		data
	}, 200, echoed(context));
}
function failure(context, status, code, message) {
	return context.json({
		status_code: code,
		status_message: message,
		timestamp: now()
	}, status, echoed(context));
}
// lib/sandbox/party.js
/** The party that the sandbox's account team assigned. */
const sandboxParty = {
	role: "CPO",
	country_code: "IN",
	party_id: "ABC"
};
/** The one that it assigns to an eMSP. */
const sandboxEmsp = {
	role: "EMSP",
	country_code: "IN",
	party_id: "XYZ"
};
/** The role of that name, a CPO's where none is given; nothing for any other name. */
function sandboxRole(name) {
	return name === "" ? "CPO" : ["CPO", "EMSP"].find((role) => role === name);
}
/** The party that the account team assigned to a platform of this role. */
function partyIn(role) {
	return role === "EMSP" ? sandboxEmsp : sandboxParty;
}
// lib/sandbox/platform/answer.js
/** IST is UTC+05:30: 330 minutes. */
const IST_MS = 198e5;
/** A reply in the envelope, with ids, routing headers and content type; and with the faults that are switched on. */
function response(context, reply, switches, functional) {
	const { status } = reply;
	if (switches.page === "errors" && status >= 400) return html(status, "502 Bad Gateway");
	if (reply.as === "html") return html(status, String(reply.data));
	const echoes = switches.echoes === "always" || switches.echoes === "on success only" && status < 400;
	return new Response(JSON.stringify(enveloped(reply, switches.envelope)), {
		status,
		headers: {
			...reply.headers,
			...echoes ? echoed(context) : {},
			...functional && switches.swapsRoutingHeaders ? swapped(context) : {},
			"content-type": switches.contentType
		}
	});
}
/** A page of a proxy or a firewall before the platform, which knows nothing of OCPI. */
function html(status, title, body = "") {
	const page = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>\n`;
	return new Response(page, {
		status,
		headers: { "content-type": "text/html" }
	});
}
function enveloped(reply, envelope) {
	const { code, message, data } = reply;
	if (reply.as === "bare" || envelope === "bare") return data ?? { error: message ?? null };
	const timestamp = envelope === "local timestamp" ? local() : now();
	return {
		...envelope === "no status_code" ? {} : { status_code: envelope === "text status_code" ? String(code) : code },
		...message === void 0 ? {} : { status_message: message },
		...envelope === "no timestamp" ? {} : { timestamp },
		...data === void 0 ? {} : { data }
	};
}
/** The time in India, as OCPI does not allow it. */
function local() {
	return `${new Date(Date.now() + IST_MS).toISOString().slice(0, 19)}+05:30`;
}
// lib/sandbox/platform/client-info.js
/** Which party is connected: pushed by the hub to platforms of both roles. OCPI 2.2.1 mod_hub_client_info. */
function clientInfoRoute(kept, switches) {
	const isOf = (info, { params: { country, party } }) => sameId(info["country_code"], country) && sameId(info["party_id"], party);
	const get = (call) => {
		const found = kept.clientInfo.find((info) => isOf(info, call));
		return found === void 0 ? unknownObject({
			kind: "clientInfo",
			unknown: 2003
		}, call, switches) : answered(found);
	};
	const put = (call) => {
		const wrong = refusedFields(call.body, "clientInfo", switches);
		if (wrong !== void 0) return wrong;
		const info = call.body;
		if (!isOf(info, call) && switches.mismatchedIds === "right") return refused(200, 2001, "The ids in the URL are not those in the body");
		const at = kept.clientInfo.findIndex((one) => isOf(one, call) && one["role"] === info["role"]);
		keep(kept.clientInfo, at, info);
		return answered(null, at === -1 ? 201 : 200);
	};
	return {
		module: "hubclientinfo",
		path: "hubclientinfo/:country/:party",
		get methods() {
			return switches.clientInfo === "404" ? {} : {
				GET: get,
				PUT: put
			};
		}
	};
}
// lib/sandbox/platform/commands.js
const COMMANDS = [
	"START_SESSION",
	"STOP_SESSION",
	"RESERVE_NOW",
	"CANCEL_RESERVATION",
	"UNLOCK_CONNECTOR"
];
/** Seconds that the hub has to wait for the result. */
const TIMEOUT_S = 30;
/** How long a charging point takes in the sandbox, in milliseconds. */
const POINT_MS = 10;
const CALLBACK_MS = 3e3;
/** Answers a command at once, and where it is accepted reports its result to the `response_url` later. */
async function command(call, site) {
	const { switches, kept, signal } = site;
	const name = COMMANDS.find((known) => known === call.params["command"]);
	if (name === void 0) return refused(404, 2e3, "Unknown command");
	if (switches.commands === "500") return refused(500, 3e3, "Server error");
	const wrong = refusedFields(call.body, name, switches);
	if (wrong !== void 0) return wrong;
	const body = call.body;
	if (switches.commands === "late") await setTimeout(switches.slowMs, void 0, { signal }).catch(() => void 0);
	const result = switches.commands === "accepts everything" ? "ACCEPTED" : resultOf(name, body, site);
	kept.commands.push({
		command: name,
		body,
		result
	});
	if (result === "ACCEPTED") report(body["response_url"], signal);
	return answered({
		result: switches.commands === "unknown word" ? "MAYBE" : result,
		...switches.commands === "no timeout" ? {} : { timeout: TIMEOUT_S }
	});
}
function resultOf(name, body, { kept, locations, sessions }) {
	switch (name) {
		case "STOP_SESSION": return sessions.some(({ id }) => sameId(id, body["session_id"])) ? "ACCEPTED" : "UNKNOWN_SESSION";
		case "CANCEL_RESERVATION": return kept.commands.some((one) => one.command === "RESERVE_NOW" && one.result === "ACCEPTED" && sameId(one.body["reservation_id"], body["reservation_id"])) ? "ACCEPTED" : "REJECTED";
		case "START_SESSION":
		case "RESERVE_NOW":
		case "UNLOCK_CONNECTOR": return locations.some(({ id }) => sameId(id, body["location_id"])) ? "ACCEPTED" : "REJECTED";
	}
}
/**
* The result is a CommandResult without an envelope, and comes without a token: the hub's callback asks for none. A sandbox calls
* nothing but this machine.
*/
async function report(url, signal) {
	const target = typeof url === "string" ? URL.parse(url) : null;
	if (target === null || ![
		"127.0.0.1",
		"localhost",
		"[::1]"
	].includes(target.hostname)) return;
	try {
		await setTimeout(POINT_MS, void 0, { signal });
		await (await fetch(target, {
			method: "POST",
			headers: {
				"content-type": "application/json",
				"x-request-id": crypto.randomUUID(),
				"x-correlation-id": crypto.randomUUID()
			},
			body: JSON.stringify({ result: "ACCEPTED" }),
			redirect: "manual",
			signal: AbortSignal.any([signal, AbortSignal.timeout(CALLBACK_MS)])
		})).body?.cancel();
	} catch {}
}
// lib/sandbox/platform/cpo.js
/** The modules of a CPO: its objects to pull, driver tokens and commands to receive. OCPI 2.2.1, and the Hub's PUT authorize. */
function cpoRoutes({ switches, kept, partyOf, signal }) {
	const locations = () => sampleLocations(partyOf("CPO"));
	const sessions = () => sampleSessions(partyOf("CPO"), partyOf("EMSP"));
	const lists = {
		locations,
		sessions,
		tariffs: () => sampleTariffs(partyOf("CPO")),
		cdrs: () => sampleCdrs(partyOf("CPO"), partyOf("EMSP"))
	};
	const tokens = {
		kind: "token",
		list: kept.tokens,
		field: "uid",
		unknown: 2004
	};
	const location = (call) => {
		const found = locations().find(({ id }) => sameId(id, call.params["id"]));
		const { evse, connector } = call.params;
		const part = found === void 0 || evse === void 0 ? found : findPart(found, {
			evse,
			connector
		});
		return part === void 0 ? unknownObject({
			kind: "location",
			unknown: 2003
		}, call, switches) : answered(part);
	};
	return [
		...Object.entries(lists).map(([module, objects]) => senderList(module, objects, switches)),
		...[
			"locations/:id",
			"locations/:id/:evse",
			"locations/:id/:evse/:connector"
		].map((path) => ({
			module: "locations",
			path,
			methods: { GET: location }
		})),
		{
			module: "tokens",
			path: "tokens/:country/:party/:id",
			methods: {
				GET: (call) => getObject(tokens, call, switches),
				PUT: (call) => putObject(tokens, call, switches),
				PATCH: (call) => patchObject(tokens, call, switches)
			}
		},
		realTime(switches, () => [...kept.tokens, ...sampleTokens(partyOf("EMSP"))], signal),
		{
			module: "sessions",
			path: "sessions/:id/charging_preferences",
			methods: { PUT: (call) => {
				if (!sessions().some(({ id }) => sameId(id, call.params["id"]))) return unknownObject({
					kind: "session",
					unknown: 2003
				}, call, switches);
				return refusedFields(call.body, "chargingPreferences", switches) ?? answered("NOT_POSSIBLE");
			} }
		},
		{
			module: "commands",
			path: "commands/:command",
			methods: { POST: (call) => command(call, {
				switches,
				kept,
				signal,
				locations: locations(),
				sessions: sessions()
			}) }
		}
	];
}
/** A list of own objects, in pages, with the faults that are switched on. */
function senderList(module, objects, switches) {
	const list = ({ url, query }) => {
		if (switches.lists21 === "500") return refused(500, 3e3, "Server error");
		const reply = page(objects(), {
			url,
			query
		});
		return switches.lists21 === "no headers" ? {
			...reply,
			headers: {}
		} : reply;
	};
	return {
		module,
		path: module,
		methods: { GET: list }
	};
}
/** The Hub's real-time authorization. ChargeIndia Hub: PUT, at the CPO; OCPI has a POST, at the eMSP. */
function realTime(switches, known, signal) {
	const answer = async ({ params, body }) => {
		const { country = "", party = "", id = "" } = params;
		const foreign = refusedOwner({
			country,
			party
		}, switches);
		if (foreign !== void 0) return foreign;
		return authorize({
			found: known().find((token) => hasKey(token, {
				country,
				party,
				id
			}, "uid")),
			unknown: () => unknownToCpo(country, party, id, now()),
			signal
		}, body, switches);
	};
	return {
		module: "tokens",
		path: "tokens/:country/:party/:id/authorize",
		get methods() {
			return switches.realTime === "right" ? { PUT: answer } : { POST: answer };
		}
	};
}
// lib/sandbox/platform/emsp.js
/** The modules of an eMSP: its drivers' tokens to pull, and what CPOs send to receive. OCPI 2.2.1. */
function emspRoutes({ switches, kept, partyOf, signal }) {
	const tokens = () => sampleTokens(partyOf("EMSP"));
	return [
		senderList("tokens", tokens, switches),
		{
			module: "tokens",
			path: "tokens/:id/authorize",
			methods: { POST: (call) => authorize({
				found: tokens().find(({ uid }) => sameId(uid, call.params["id"])),
				unknown: () => unknownObject({
					kind: "token",
					unknown: 2004
				}, call, switches),
				signal
			}, call.body, switches) }
		},
		...objectReceivers(kept, switches),
		{
			module: "commands",
			path: "commands/:command/:id",
			methods: { POST: ({ params: { command = "", id = "" }, body }) => {
				const wrong = refusedFields(body, "commandResult", switches);
				if (wrong !== void 0) return wrong;
				kept.commandResults.push({
					command,
					id,
					body
				});
				return answered(null);
			} }
		}
	];
}
// lib/sandbox/platform/endpoints.js
const CPO = [
	["locations", "SENDER"],
	["tariffs", "SENDER"],
	["sessions", "SENDER"],
	["cdrs", "SENDER"],
	["tokens", "RECEIVER"],
	["commands", "RECEIVER"]
];
const EMSP = CPO.map(([module, role]) => [module, role === "SENDER" ? "RECEIVER" : "SENDER"]);
/** What a platform of this role has. Whose it is, has `credentials` and `hubclientinfo` all the same. */
function endpointsOf(role, base) {
	return [
		["credentials", "RECEIVER"],
		...role === "EMSP" ? [] : CPO,
		...role === "CPO" ? [] : EMSP,
		["hubclientinfo", "RECEIVER"]
	].map(([identifier, side]) => ({
		identifier,
		role: side,
		url: `${base}/${identifier}`
	}));
}
// lib/sandbox/platform.js
const VERSION = "2.2.1";
const VERSIONS = "/ocpi/versions";
const BASE = `/ocpi/${VERSION}`;
/** Where the list is, too, and the details are where their own place is taken by something else. */
const OTHER_VERSIONS = "/versions";
const OTHER_DETAILS = `${BASE}/details`;
/** Below this path is everything, where the platform redirects. */
const MOVED = "/moved";
const MINUTE_MS = 6e4;
/**
* A partner's OCPI platform to register, of a CPO, an eMSP or both: it serves what its version details list, to a hub that presents
* the platform token, plain or in Base64. What it is given it keeps. Each of its faults is a switch.
*/
var SandboxPlatform = class SandboxPlatform {
	/** The token that the hub must present here. */
	token;
	/** Whether it accepts its token; a platform in which it is not installed yet does not. */
	tokenInstalled = true;
	switches;
	/** What it was given. */
	kept = new Kept();
	/** Its own party, in each of its roles. */
	partyOf = {
		CPO: {
			country_code: sandboxParty.country_code,
			party_id: sandboxParty.party_id
		},
		EMSP: {
			country_code: sandboxEmsp.country_code,
			party_id: sandboxEmsp.party_id
		}
	};
	/** Whether it breaks every connection, as one does that is down. Its desk answers all the same. */
	isDown = false;
	#alsoAccepted = /* @__PURE__ */ new Set();
	#stop = new AbortController();
	#routes;
	#calls = /* @__PURE__ */ new Map();
	#server;
	constructor(switches, token) {
		this.token = token;
		this.switches = {
			...rightPlatform,
			...switches
		};
		const inside = {
			switches: this.switches,
			kept: this.kept,
			partyOf: (role) => this.partyOf[role],
			signal: this.#stop.signal
		};
		const [cpo, emsp] = [cpoRoutes(inside), emspRoutes(inside)];
		const both = [clientInfoRoute(this.kept, this.switches), this.#credentials()];
		this.#routes = {
			CPO: [...cpo, ...both],
			EMSP: [...emsp, ...both],
			both: [
				...emsp,
				...cpo,
				...both
			]
		};
	}
	/** Starts a platform on a free port of 127.0.0.1, or on the given one. It ends with `stop`. */
	static async start(port = 0, switches = {}, token = newToken("platform")) {
		const platform = new SandboxPlatform(switches, token);
		platform.#server = await startServer(platform.#app(), port);
		return platform;
	}
	get server() {
		if (this.#server === void 0) throw new Error("The sandbox platform is not running.");
		return this.#server;
	}
	get origin() {
		return this.server.origin;
	}
	/** What the partner gives to the hub as its `url`: at ChargeIndia Hub the version details. */
	get url() {
		return `${this.#root}${BASE}`;
	}
	/** Where its list of versions is: what OCPI 2.2.1 has as the `url`. */
	get versionsUrl() {
		return `${this.origin}${this.switches.healthPath ? VERSIONS : OTHER_VERSIONS}`;
	}
	/** Below which all of it is. */
	get #root() {
		return this.origin + this.switches.below;
	}
	/** The versions that it offers. */
	get versions() {
		return this.switches.versions;
	}
	set versions(versions) {
		this.switches.versions = versions;
	}
	/** The parties of its roles. */
	get parties() {
		const { role } = this.switches;
		return ["CPO", "EMSP"].filter((one) => role === one || role === "both").map((one) => ({
			role: one,
			...this.partyOf[one]
		}));
	}
	/** Accepts one more token beside its own, as before a rotation. */
	alsoAccept(token) {
		this.#alsoAccepted.add(token);
	}
	async stop() {
		this.#stop.abort();
		await this.server.close();
	}
	#app() {
		const app = new Hono();
		const desk = newDesk();
		desk.get("/", (context) => context.json({
			parties: this.parties,
			kept: this.kept
		}));
		desk.post("/down", (context) => {
			this.isDown = true;
			return context.json({ done: "The platform breaks every connection from now on; its desk alone answers." });
		});
		desk.post("/up", (context) => {
			this.isDown = false;
			return context.json({ done: "The platform answers again." });
		});
		app.route("/desk", desk);
		app.all("*", (context) => this.#answer(context));
		return app;
	}
	/** What stands before the platform, then the token, then the path: so what is not there is nothing that a stranger learns. */
	async #answer(context) {
		const { req } = context;
		const { switches } = this;
		if (this.isDown) {
			context.env.outgoing.destroy();
			return new Response(null, { status: 204 });
		}
		const moved = req.path.startsWith(`${MOVED}/`);
		const path = moved ? req.path.slice(6) : req.path;
		if (switches.redirects === "all" && !moved) return context.redirect(`${this.origin}${MOVED}${path}`, 307);
		if (switches.redirects === "slash" && path.endsWith("/")) return context.redirect(`${this.origin}${path.slice(0, -1)}`, 308);
		if (switches.page === "waf" && !/Mozilla\//.test(req.header("user-agent") ?? "")) return html(403, "Just a moment...", "<p>Verify that you are human.</p><div class=\"captcha\"></div>");
		const place = (path.startsWith(`${switches.below}/`) ? path.slice(switches.below.length) : path).replace(/\/$/, "");
		if (place === path && switches.below !== "" && place !== VERSIONS) return html(404, "404 Not Found");
		const module = place.startsWith(`${BASE}/`) ? place.slice(BASE.length + 1).split("/")[0] ?? "" : "";
		if (switches.proxy404.includes(module)) return html(404, "404 Not Found");
		const configuration = [
			"",
			"credentials",
			"hubclientinfo",
			"details"
		].includes(module);
		return response(context, await this.#reply(context, place, module), switches, !configuration);
	}
	async #reply(context, place, module) {
		const { req } = context;
		const { switches } = this;
		const read = this.#discovery(place);
		if (!this.#isKnown(context) && !(switches.openVersions && read !== void 0)) {
			if (!switches.openReceivers.includes(module)) return refusedToken(switches);
			this.kept.unguarded.push(`${req.method} ${req.path}`);
			return answered(null);
		}
		if (switches.needsRoutingHeaders && !(req.header("ocpi-from-party-id") && req.header("ocpi-to-party-id"))) return refused(400, 2001, "OCPI-from-party-id and OCPI-to-party-id are required");
		if (read !== void 0) {
			if (req.method !== "GET") return this.#wrongMethod(["GET"]);
			if (!this.#admits(place)) return refused(429, 2e3, "Too many requests", { "retry-after": "60" });
			if (switches.delayMs > 0) await this.#wait(switches.delayMs);
			return read();
		}
		if (switches.failingReceivers.includes(module)) return refused(500, 3e3, "Server error");
		const fitting = place.startsWith(`${BASE}/`) ? fittingRoutes(this.#routes[switches.role], place.slice(BASE.length + 1)).filter(({ route }) => Object.keys(route.methods).length > 0) : [];
		if (fitting.length === 0 || switches.missingReceivers.includes(module)) return refused(404, 2e3, "Not found");
		const chosen = fitting.find(({ route }) => Object.hasOwn(route.methods, req.method));
		if (chosen === void 0) return this.#wrongMethod(fitting.flatMap(({ route }) => Object.keys(route.methods)));
		const body = await this.#body(context);
		if ("reply" in body) return body.reply;
		const call = {
			params: chosen.params,
			query: req.query(),
			body: body.value,
			url: `${this.#root}${place}`
		};
		return await chosen.route.methods[req.method]?.(call) ?? this.#wrongMethod([]);
	}
	/** Whether the request presents a token of the hub's, in a form that this platform takes. */
	#isKnown({ req, env }) {
		const { authorizationHeader, encodings } = this.switches;
		const names = env.outgoing.req.rawHeaders;
		if (authorizationHeader === "capitalised only" && !names.includes("Authorization")) return false;
		const presented = presentedTokens(req.header("authorization"));
		if (presented === void 0 || !this.tokenInstalled) return false;
		const forms = new Set(encodings.map((form) => form === "plain" ? presented.plain : presented.decoded));
		return [this.token, ...this.#alsoAccepted].some((token) => forms.has(token));
	}
	/** What answers where a hub finds out what the platform has: versions and details. Undefined everywhere else. */
	#discovery(place) {
		const { shape, base, healthPath } = this.switches;
		const list = () => this.#list();
		const details = () => this.#details();
		if (place === OTHER_VERSIONS || place === VERSIONS && healthPath) {
			if (shape === "other") return () => answered({ service: "ocpi" });
			return shape === "details" ? details : list;
		}
		if (place === BASE && base) {
			if (shape === "other") return () => answered({ service: "ocpi" });
			return shape === "list" ? list : details;
		}
		return place === OTHER_DETAILS && this.#isDetailsElsewhere ? details : void 0;
	}
	get #isDetailsElsewhere() {
		return !this.switches.base || this.switches.shape === "list";
	}
	#list() {
		const { versions, versionUrl, shape } = this.switches;
		const details = `${this.#root}${this.#isDetailsElsewhere ? OTHER_DETAILS : BASE}`;
		const list = versions.map((version) => ({
			version,
			url: versionUrl(version === VERSION ? details : `${this.#root}/ocpi/${version}`)
		}));
		return answered(shape === "wrapped" ? { versions: list } : list);
	}
	#details() {
		const { role, lists, details } = this.switches;
		const right = {
			version: VERSION,
			endpoints: lists(endpointsOf(role, this.url))
		};
		switch (details) {
			case "right": return answered(right);
			case "404": return refused(404, 2e3, "Not found");
			case "array": return answered([right]);
			case "other version": return answered({
				...right,
				version: "2.1.1"
			});
			case "html": return {
				...answered("Sign in"),
				as: "html"
			};
		}
	}
	/** Its credentials, to read. It has no registration of its own to change. */
	#credentials() {
		const get = () => answered({
			token: this.token,
			url: this.versionsUrl,
			roles: this.switches.ownRoles ?? this.parties.map((party) => ({
				...party,
				business_details: { name: party.role === "CPO" ? "Your CPO Ltd" : "Your eMSP Ltd" }
			}))
		});
		return {
			module: "credentials",
			path: "credentials",
			methods: { GET: get }
		};
	}
	#admits(place) {
		const { limitPerMinute } = this.switches;
		if (limitPerMinute === void 0) return true;
		const recent = (this.#calls.get(place) ?? []).filter((at) => Date.now() - at < MINUTE_MS);
		this.#calls.set(place, [...recent, Date.now()]);
		return recent.length < limitPerMinute;
	}
	#wrongMethod(allowed) {
		if (this.switches.wrongMethods === "500") return refused(500, 3e3, "Server error");
		return refused(405, 2e3, "Method not allowed", { allow: [...new Set(allowed)].join(", ") });
	}
	async #body({ req }) {
		const text = req.method === "GET" ? "" : await req.text();
		if (text === "") return { value: void 0 };
		try {
			return { value: JSON.parse(text) };
		} catch {
			if (this.switches.brokenJson === "accepts") return { reply: answered(null) };
			return { reply: this.switches.brokenJson === "500" ? refused(500, 3e3, "Server error") : refused(400, 2001, "The body is not JSON") };
		}
	}
	async #wait(ms) {
		await setTimeout(ms, void 0, { signal: this.#stop.signal }).catch(() => void 0);
	}
};
function refusedToken({ refusal }) {
	return refused(refusal.status, refusal.code, "Unknown token");
}
// lib/sandbox/address.js
/** Starts a Hub and a platform of this role, which run until their process or thread ends. */
async function startForGood(role = "CPO") {
	const [hub, platform] = await Promise.all([SandboxHub.start(), SandboxPlatform.start(0, { role })]);
	const party = partyIn(role);
	hub.admitPlatform(platform.url);
	return {
		hub,
		platform,
		address: {
			hubUrl: hub.origin,
			initialToken: hub.issueInitialToken(party),
			platformUrl: platform.url,
			platformToken: platform.token,
			party
		}
	};
}
// lib/sandbox/stop-signal.js
const SECRET_BYTES = 32;
/**
* Lets a program that knows the secret end this process, over loopback. A number of a process would end whatever has it by then,
* and its names and arguments are read in another way on each system; a secret is known to none but who was given it.
*/
async function listenForStop() {
	const secret = randomBytes(SECRET_BYTES).toString("hex");
	const server = createServer((socket) => {
		let heard = Buffer.alloc(0);
		socket.on("error", () => socket.destroy());
		socket.on("data", (bytes) => {
			heard = Buffer.concat([heard, bytes]);
			if (heard.length < secret.length) return;
			if (heard.length === secret.length && timingSafeEqual(heard, Buffer.from(secret))) process.exit(0);
			socket.destroy();
		});
	});
	await new Promise((done, failed) => {
		server.once("error", failed);
		server.listen(0, "127.0.0.1", done);
	});
	return {
		port: server.address().port,
		secret
	};
}
// lib/sandbox/background.js
/**
* The sandbox as an Action: its step starts the servers in a process of their own and goes on; its post step, which is
* another file, tells them to end. This file is the step and the process; how it was started says which.
*/
const SERVE = "serve";
if (process.argv[2] === SERVE) await serve(sandboxRole(process.argv[3] ?? ""));
else await start();
/** Runs the servers until the process is told to end, after one line that says where they are. */
async function serve(role) {
	const [{ address }, stop] = await Promise.all([startForGood(role), listenForStop()]);
	process.stdout.write(`${JSON.stringify({
		address,
		stop
	})}\n`);
}
async function start() {
	saveStop("", "");
	const role = sandboxRole(getInput("role"));
	if (role === void 0) return setFailed("The input role is neither CPO nor EMSP, so no sandbox was started.");
	const child = spawn(process.execPath, [
		process.argv[1] ?? "",
		SERVE,
		role
	], {
		detached: true,
		stdio: [
			"ignore",
			"pipe",
			"ignore"
		]
	});
	const line = await new Promise((done) => {
		child.stdout.setEncoding("utf8").once("data", done);
		child.once("exit", () => done(""));
	});
	if (line === "") return setFailed("The sandbox did not start.");
	const { address, stop } = JSON.parse(line);
	saveStop(String(stop.port), stop.secret);
	const { hubUrl, initialToken, platformUrl, platformToken, party } = address;
	for (const token of [initialToken, platformToken]) setSecret(token);
	setOutput("hub-url", hubUrl);
	setOutput("initial-token", initialToken);
	setOutput("platform-url", platformUrl);
	setOutput("platform-token", platformToken);
	info(`The sandbox Hub is at ${hubUrl}, the platform of ${`${party.country_code}*${party.party_id}`} (${role}) at ${platformUrl}, until this job ends.`);
	info(`The Hub calls that platform and no other. Tell it of your own: curl -X POST -H 'X-Sandbox-Desk: 1' ${hubUrl}/desk/platforms -d '{"url":"http://127.0.0.1:8080"}'`);
	child.stdout.destroy();
	child.unref();
}
/** Where a runner keeps a state, for the post step; elsewhere nothing of it is printed. */
function saveStop(port, secret) {
	if (!process.env["GITHUB_STATE"]) return;
	saveState("stop-port", port);
	saveState("stop-secret", secret);
}
export {};
