import{a}from"./chunk-NS64UTHF.js";import"./chunk-APZ66JGT.js";import"./chunk-KGVJDAMS.js";import"./chunk-P4YB22XH.js";import"./chunk-5CVORAAB.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
