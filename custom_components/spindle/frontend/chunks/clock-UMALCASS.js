import{e as a}from"./chunk-2ZXO5LIA.js";import"./chunk-DDBEPE64.js";import"./chunk-57COBSJD.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
