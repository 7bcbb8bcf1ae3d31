import "../charts/clock";
