/**
 * What Northlight asks of its data sets and models, beside the description of its
 * people: of `digits` one rule passes, one is waived and one concerns models
 * alone; of `topic-tagger` one fails.
 */
export const POLICIES: Readonly<Record<string, string>> = {
  'organisation/basics.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata:
  name: northlight-basics
  title: What every data set and model of Northlight meets
spec:
  rules:
    - id: licence
      check: licence
      allow: [Apache-2.0, CC-BY-4.0, CC0-1.0, MIT]
      why: Customers get the models, and may ask what they were made of.
      waivers: { from: nowhere }
    - id: owned-by-a-team
      check: owner
      is: group
    - id: gates-passed
      check: gates
    - id: stated-lineage
      check: lineage
    - id: clean-labels
      check: label-noise
      atMost: 0.001
      severity: warning
      waivers: { from: policies, days: 366 }
`,
  'systems/paper-forms/tests.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Policy
metadata:
  name: paper-forms-tests
spec:
  rules:
    - id: measured-well-enough
      check: evaluation
      metric: accuracy
      rowsAtLeast: 200
      halfWidthAtMost: 0.05
      severity: warning
`,
  'waivers/digits-clean-labels.yaml': `apiVersion: greenroom.dev/v1alpha1
kind: Waiver
spec:
  rule: clean-labels
  asset: digits
  reason: Vision repairs them one by one, from the tab Labels; see its pull requests.
  until: 2027-06-30
`,
};
