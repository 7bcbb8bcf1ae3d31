import{a}from"./chunk-IKYIHQNC.js";import"./chunk-BE4B4OHZ.js";import"./chunk-7FOMD3K4.js";import"./chunk-URNN75ZU.js";import"./chunk-Z6OKE25R.js";export{a as WeekClock};
