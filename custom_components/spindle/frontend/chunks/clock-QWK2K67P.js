import{e as a}from"./chunk-YNUEHI2M.js";import"./chunk-GFBWZDEP.js";import"./chunk-57COBSJD.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
