import{a}from"./chunk-4BTVHWZU.js";import"./chunk-B7TCZVEQ.js";import"./chunk-E3KYESHG.js";import"./chunk-URNN75ZU.js";import"./chunk-NWY3K5S6.js";export{a as WeekClock};
