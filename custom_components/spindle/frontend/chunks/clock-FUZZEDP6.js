import{a}from"./chunk-VALEFHEP.js";import"./chunk-UJ2WCCCS.js";import"./chunk-VVBZ2IWD.js";import"./chunk-ET3WA277.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
