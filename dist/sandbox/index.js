import "./index2.js";
export {};
