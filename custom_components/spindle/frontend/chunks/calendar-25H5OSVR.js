import{b as a}from"./chunk-JSIUMJGX.js";import"./chunk-OGYZFBDN.js";import"./chunk-FZNSNEU6.js";import"./chunk-OPCBWF33.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
