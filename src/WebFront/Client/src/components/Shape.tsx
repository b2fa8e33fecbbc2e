const paths = [
  'M12 3 22 20.5H2z', // triangle
  'M12 1.5 22.5 12 12 22.5 1.5 12z', // diamond
  'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20z', // circle
  'M3 3h18v18H3z', // square
  'M12 1.8 22.5 9.4l-4 12.4h-13l-4-12.4z', // pentagon
  'M6.5 2.5h11L23 12l-5.500 9.500h-11L1 12z', // hexagon
  'm12 1.500 3.200 7 7.600.8-5.700 5.100 1.600 7.500L12 18.100l-6.700 3.800 1.600-7.500L1.200 9.300l7.600-.8z', // star
  'M8.500 2h7v6.500H22v7h-6.500V22h-7v-6.500H2v-7h6.500z', // cross
];

export const letterOf = (id: number): string => String.fromCharCode(65 + id);

/** The shape that stands for a choice, beside its letter and colour. */
export function Shape({ id }: { id: number }) {
  return (
    <svg className="shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[id % paths.length]} />
    </svg>
  );
}
