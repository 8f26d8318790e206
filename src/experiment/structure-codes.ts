/** `definition.key` of the schema → what to say when the key is missing. */
export const missingCodes: Readonly<Record<string, string>> = {
  '.title': 'experiment.missing-title',
  '.description': 'experiment.missing-description',
  '.method': 'experiment.missing-method',
  'hypothesis.title': 'experiment.missing-hypothesis-title',
  'hypothesisProbe.tolerance': 'experiment.missing-tolerance',
  'fullActivity.type': 'experiment.missing-activity-type',
  'fullActivity.name': 'experiment.missing-activity-name',
  'fullActivity.provider': 'experiment.missing-provider',
  'provider.type': 'experiment.missing-provider-type',
  'pythonProvider.module': 'experiment.missing-module',
  'pythonProvider.func': 'experiment.missing-func',
  'httpProvider.url': 'experiment.missing-url',
  'processProvider.path': 'experiment.missing-path',
  'judgement.type': 'experiment.missing-tolerance-type',
  'regexTolerance.pattern': 'experiment.missing-pattern',
  'jsonpathTolerance.path': 'experiment.missing-jsonpath',
  'rangeTolerance.range': 'experiment.missing-range',
  'configurationFromEnvironment.key': 'experiment.missing-variable',
  'configurationFromProbe.provider': 'experiment.missing-provider',
  'secretFromEnvironment.key': 'experiment.missing-variable',
  'control.name': 'experiment.missing-control-name',
  'control.provider': 'experiment.missing-control-provider',
  'extension.name': 'experiment.missing-extension-name',
};

/** Last key of a place → what to say when its value is none of those it can be. */
export const choiceCodes: Readonly<Record<string, string>> = {
  'activity.type': 'experiment.choice-activity-type',
  'provider.type': 'experiment.choice-provider-type',
  'tolerance.type': 'experiment.choice-tolerance-type',
  'hypothesis.strategy': 'experiment.choice-hypothesis-strategy',
  'rollbacks.strategy': 'experiment.choice-rollback-strategy',
  env_var_type: 'experiment.choice-env-type',
  scope: 'experiment.choice-scope',
};

/** The types a value may have, sorted and joined → what to say when it has none of them. */
export const typeCodes: Readonly<Record<string, string>> = {
  string: 'experiment.type-text',
  array: 'experiment.type-list',
  object: 'experiment.type-object',
  boolean: 'experiment.type-boolean',
  integer: 'experiment.type-whole',
  'boolean,number': 'experiment.type-number',
  'null,number': 'experiment.type-number',
  'boolean,null,number': 'experiment.type-number',
  'number,string': 'experiment.type-number-or-name',
  'array,number,string': 'experiment.type-timeout',
  'array,object,string': 'experiment.type-arguments',
  'boolean,string': 'experiment.type-boolean-or-path',
  'array,boolean,integer,object,string': 'experiment.type-tolerance',
};
