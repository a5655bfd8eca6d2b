// Joins the stream with the page: events refresh the parts that ask for them, and tell the map.
import { hearServerTime, pageNow } from "../clock";
import { Connection } from "./connection";
import { showBroken, showWhole } from "./line_state";
import { refreshEverything, refreshFor } from "./refresh";
import { shareStream, type Shared } from "./sharing";

export interface LiveEvent {
  kind: string;
  object: string;
  at: string;
}

let isBroken = false;

export function startLive(): void {
  const address = document.body.dataset["stream"];
  if (!address) return;
  shareStream({
    hear,
    follow: refreshEverything, // this tab joined somebody else's stream: what happened since the page was made is fetched
    lead: (tell) => {
      const connection = new Connection(address, document.body.dataset["streamAfter"] ?? "", {
        onOpen: () => tell({ type: "open" }),
        onBroken: () => tell({ type: "broken", since: pageNow().getTime() }),
        onLine: (line) => tell({ type: "line", kind: line.kind, data: line.data }),
        onSignedOut: () => window.location.reload(),
      });
      return connection.run();
    },
  });
}

function hear(message: Shared): void {
  if (message.type === "broken") {
    if (!isBroken) showBroken(message.since);
    isBroken = true;
  } else if (message.type === "open") {
    isBroken = false;
    showWhole();
  } else if (message.kind === "reset") {
    refreshEverything();
    document.dispatchEvent(new CustomEvent("fengqiao:reset"));
  } else {
    hearEvent(message.kind, message.data);
  }
}

function hearEvent(kind: string, data: string): void {
  let event: LiveEvent;
  try {
    event = JSON.parse(data) as LiveEvent;
  } catch {
    return;
  }
  hearServerTime(event.at);
  refreshFor(kind);
  document.dispatchEvent(new CustomEvent<LiveEvent>("fengqiao:event", { detail: { ...event, kind } }));
}
