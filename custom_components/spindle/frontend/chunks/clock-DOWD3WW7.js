import{e as a}from"./chunk-PB2SSGN6.js";import"./chunk-GG3EKKGT.js";import"./chunk-CVSVPKDQ.js";import"./chunk-YVDYIAWN.js";export{a as WeekClock};
