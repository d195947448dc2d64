#!/usr/bin/env node
// The launcher is committed, and the build behind it is not, so that npm can link it at any time.
import "./dist/main.mjs";
