import{b as a}from"./chunk-D7MAJZET.js";import"./chunk-OGYZFBDN.js";import"./chunk-ZNJM2V5L.js";import"./chunk-F7F6TWCU.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
