import{b as a}from"./chunk-537R5IHD.js";import"./chunk-OGYZFBDN.js";import"./chunk-HI6XQMCC.js";import"./chunk-SPT7YQUB.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
