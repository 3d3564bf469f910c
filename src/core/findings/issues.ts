/** Where issues are reported. */
export const ISSUES = "https://github.com/ocpi-onboarding/ocpi-onboarding/issues";
