import { makeStyles } from '@material-ui/core';

const useStyles = makeStyles({
  svg: { display: 'block', height: 28, width: 'auto' },
});

/** Two lamps beside a mirror: the place where one gets ready. */
const Mirror = () => (
  <>
    <rect
      x="3"
      y="3"
      width="22"
      height="22"
      rx="6"
      fill="none"
      stroke="#7ddc9a"
      strokeWidth="2.4"
    />
    <circle cx="9" cy="9" r="2" fill="#7ddc9a" />
    <circle cx="9" cy="14" r="2" fill="#7ddc9a" />
    <circle cx="9" cy="19" r="2" fill="#7ddc9a" />
    <path
      d="M14 19 L17.5 13.5 L20 16 L22 10"
      fill="none"
      stroke="#ffffff"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </>
);

export const LogoIcon = () => {
  const classes = useStyles();
  return (
    <svg className={classes.svg} viewBox="0 0 28 28" aria-hidden="true">
      <Mirror />
    </svg>
  );
};

export const LogoFull = () => {
  const classes = useStyles();
  return (
    <svg className={classes.svg} viewBox="0 0 140 28" aria-hidden="true">
      <Mirror />
      <text
        x="34"
        y="20"
        fill="#ffffff"
        fontSize="17"
        fontFamily="sans-serif"
        fontWeight="600"
      >
        Greenroom
      </text>
    </svg>
  );
};
