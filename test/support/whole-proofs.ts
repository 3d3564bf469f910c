// Required by `npm run test:proofs`, before any test is loaded and in each of mocha's processes.
process.env["PROOFS"] = "whole";
