// The room's alarm: a two-tone sound while data-alarm-heard names something, with its visible twin on the page.
const REPEAT_MS = 5_000;
const TONES = [880, 660, 880, 660];
const TONE_SECONDS = 0.22;
const LOUDNESS = 0.25;

let context: AudioContext | null = null;
let lastAt = 0;

export function startAlarm(): void {
  if (!heard()) return;
  document.addEventListener("click", (event) => {
    void wake();
    if ((event.target as Element).closest("[data-alarm-test]")) play();
  });
  document.addEventListener("keydown", () => void wake());
  document.addEventListener("fengqiao:refreshed", ring);
  window.setInterval(ring, 1_000);
  ring();
}

function heard(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-alarm-heard]");
}

function ring(): void {
  const isRinging = Boolean(heard()?.dataset["alarmHeard"]);
  showBlocked(isRinging && audio()?.state !== "running");
  markTitle(isRinging);
  if (isRinging && performance.now() - lastAt >= REPEAT_MS) play();
  if (!isRinging) lastAt = -REPEAT_MS; // the next alarm is heard at once
}

// A browser lets no page sound before somebody has touched it; until then the visible twin says so.
async function wake(): Promise<void> {
  const own = audio();
  if (own?.state === "suspended") await own.resume();
}

function audio(): AudioContext | null {
  if (!context && typeof AudioContext !== "undefined") context = new AudioContext();
  return context;
}

function play(): void {
  const own = audio();
  if (!own || own.state !== "running") return;
  lastAt = performance.now();
  TONES.forEach((pitch, place) => {
    const from = own.currentTime + place * TONE_SECONDS;
    const tone = own.createOscillator();
    const volume = own.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
    volume.gain.setValueAtTime(LOUDNESS, from + TONE_SECONDS - 0.04);
    volume.gain.linearRampToValueAtTime(0, from + TONE_SECONDS);
    tone.connect(volume).connect(own.destination);
    tone.start(from);
    tone.stop(from + TONE_SECONDS);
  });
}

function showBlocked(isBlocked: boolean): void {
  const sign = document.querySelector<HTMLElement>("[data-alarm-blocked]");
  if (sign) sign.hidden = !isBlocked;
}

// Seen in the row of tabs too.
function markTitle(isRinging: boolean): void {
  const bare = document.title.replace(/^● /, "");
  const wanted = isRinging ? `● ${bare}` : bare;
  if (document.title !== wanted) document.title = wanted;
}
