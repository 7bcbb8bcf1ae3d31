import{e as a}from"./chunk-XZ7VFFFA.js";import"./chunk-SWKDHJBN.js";import"./chunk-M434V3QL.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
