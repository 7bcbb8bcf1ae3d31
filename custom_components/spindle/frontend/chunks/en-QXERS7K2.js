import{a}from"./chunk-QBKVQDHL.js";import"./chunk-YVDYIAWN.js";export{a as en};
