import{a}from"./chunk-2IMMPUSG.js";import"./chunk-YVDYIAWN.js";export{a as en};
