import{e as a}from"./chunk-GERYPNK7.js";import"./chunk-2U4Z2T6V.js";import"./chunk-RIQUUWU3.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
