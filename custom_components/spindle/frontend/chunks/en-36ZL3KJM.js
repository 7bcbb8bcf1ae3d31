import{a}from"./chunk-Q7QUQQON.js";export{a as en};
