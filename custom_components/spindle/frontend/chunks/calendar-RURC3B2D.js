import{b as a}from"./chunk-775YRXOI.js";import"./chunk-OGYZFBDN.js";import"./chunk-ASVLKMN3.js";import"./chunk-SPT7YQUB.js";import"./chunk-YVDYIAWN.js";export{a as Calendar};
