function t(n,r){return n>0&&r>0?.18+.82*Math.sqrt(n/r):0}export{t as a};
