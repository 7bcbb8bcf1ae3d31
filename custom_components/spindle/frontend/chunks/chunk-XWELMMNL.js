function e(n,t,o="time_unknown"){return t<.005?"":n.say(o,{share:n.format.percent(t)})}export{e as a};
