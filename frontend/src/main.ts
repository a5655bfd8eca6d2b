// The desk and the phone: every page loads this one bundle; each behaviour starts where its attribute stands.
import "./htmx";
import { startActs } from "./acts";
import { startAlarm } from "./alarm";
import { startClock } from "./clock";
import { startKeys } from "./keys";
import { startLive } from "./live/live";
import { startMaps } from "./maps";
import { startPreferences } from "./preferences";
import { startRows } from "./rows";

startClock();
startKeys();
startPreferences();
startRows();
startActs();
startLive();
startMaps();
startAlarm();
