export default {
  previous: 25,
  current: 24.1,
  difference: -0.9,
};
