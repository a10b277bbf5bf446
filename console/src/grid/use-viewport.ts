import type { RefObject } from "preact";
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Viewport {
  element: RefObject<HTMLDivElement | null>;
  top: number;
  height: number;
  width: number;
  scrollTo: (top: number) => void;
  onScroll: () => void;
}

/** How far a scrolling element is scrolled, and how large the part is that can be seen. */
export function useViewport(initialTop: number): Viewport {
  const element = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(initialTop);
  const [height, setHeight] = useState(600);
  const [width, setWidth] = useState(Number.POSITIVE_INFINITY);
  const waitsForRows = useRef(initialTop > 0);

  const onScroll = useCallback(() => setTop(element.current?.scrollTop ?? 0), []);
  const scrollTo = useCallback((target: number) => {
    if (!element.current) return;
    element.current.scrollTop = target;
    setTop(target);
  }, []);

  useLayoutEffect(() => {
    const scroller = element.current;
    if (!scroller) return;
    const measure = () => {
      setHeight(scroller.clientHeight);
      setWidth(scroller.clientWidth);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    measure();
    return () => observer.disconnect();
  }, []);

  // The remembered place can be reached only once the rows before it are there.
  useLayoutEffect(() => {
    const scroller = element.current;
    if (!waitsForRows.current || !scroller) return;
    if (scroller.scrollHeight < initialTop + scroller.clientHeight) return;
    waitsForRows.current = false;
    scroller.scrollTop = initialTop;
  });

  return { element, top, height, width, scrollTo, onScroll };
}
