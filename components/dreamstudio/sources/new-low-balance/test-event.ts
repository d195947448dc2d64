export default {
  credits: 87.4,
  threshold: 100,
};
