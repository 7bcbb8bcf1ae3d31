import{e as a}from"./chunk-B6SDV4TM.js";import"./chunk-FZNSNEU6.js";import"./chunk-OPCBWF33.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
