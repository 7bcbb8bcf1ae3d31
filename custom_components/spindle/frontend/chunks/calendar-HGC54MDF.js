import{b as a}from"./chunk-7STRDTC3.js";import"./chunk-OGYZFBDN.js";import"./chunk-SWKDHJBN.js";import"./chunk-M434V3QL.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
