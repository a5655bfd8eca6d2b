// The desk and the phone: every page loads this one bundle; each behaviour starts itself where its attribute stands.
import "./htmx";
