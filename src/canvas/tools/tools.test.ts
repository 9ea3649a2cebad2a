import { describe, expect, it } from 'vitest';
import { TOOL_NAMES, TOOL_ROWS } from '../../drawing/tools.ts';
import { ellipse } from './ellipse.ts';
import { eraser } from './eraser.ts';
import { line } from './line.ts';

import { pen } from './pen.ts';
import { rectangle } from './rectangle.ts';
import { pointOf } from './stroke.ts';
import type { Gesture } from './types.ts';

const gesture: Gesture = {
  points: [
    [0, 0, 0.5],
    [10, 3, 0.5],
    [100, 20, 0.5],
  ],
  measured: false,
  even: false,
  size: 8,
  colour: null,
};

describe('drawing tools', () => {
  it('have names and keys of their own', () => {
    expect(TOOL_ROWS.map(({ name }) => name)).toEqual(TOOL_NAMES);
    const keys = TOOL_ROWS.flatMap((tool) => tool.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('the pen follows the hand in the chosen colour', () => {
    const { points } = gesture;
    expect(pen.draw?.(gesture)).toEqual({ tool: 'pen', size: 8, pressure: false, points });
    expect(pen.draw?.({ ...gesture, colour: '#ff0000', measured: true })).toEqual({
      tool: 'pen',
      size: 8,
      pressure: true,
      points,
      colour: '#ff0000',
    });
  });

  it('an eraser has no colour', () => {
    expect(eraser.draw?.({ ...gesture, colour: '#ff0000' })).not.toHaveProperty('colour');
  });

  it('with Shift the pen goes straight, at the nearest 15 degrees', () => {
    const stroke = pen.draw?.({ ...gesture, even: true });
    // atan2(20, 100) is 11.3 degrees: 15. The length stays.
    const length = Math.hypot(100, 20);
    const last = stroke && 'points' in stroke ? stroke.points.at(-1) : undefined;
    expect(last?.[0]).toBeCloseTo(length * Math.cos(Math.PI / 12), 0);
    expect(last?.[1]).toBeCloseTo(length * Math.sin(Math.PI / 12), 0);
  });

  it('shapes go from corner to corner, with Shift as squares and circles', () => {
    expect(rectangle.draw?.(gesture)).toEqual({ tool: 'rectangle', size: 8, from: [0, 0], to: [100, 20] });
    expect(ellipse.draw?.({ ...gesture, even: true })).toEqual({
      tool: 'ellipse',
      size: 8,
      from: [0, 0],
      to: [100, 100],
    });
    expect(line.draw?.({ ...gesture, colour: '#00ff00' })).toMatchObject({ to: [100, 20], colour: '#00ff00' });
  });

  it('a shape without extent is none', () => {
    expect(line.draw?.({ ...gesture, points: [[5, 5, 0.5]] })).toBe(null);
  });

  it('points are kept as the wire carries them; a pen held low presses harder', () => {
    expect(pointOf(1.03, -2.01, 0.333)).toEqual([1, -2, 0.33]);
    expect(pointOf(0, 0, 0.4, Math.PI / 8)[2]).toBeCloseTo(0.6);
    expect(pointOf(0, 0, 0.9, 0)[2]).toBe(1);
  });
});
