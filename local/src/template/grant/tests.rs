//! Statements are read as IAM would, and what is not understood is named.

use super::*;

fn of(statement: &str) -> Result<Vec<Grant>, TemplateError> {
    let text = format!("[{{Version: '2012-10-17', Statement: [{statement}]}}]");
    grants("Policies", yaml_serde::from_str(&text).unwrap())
}

fn told(statement: &str) -> Vec<String> {
    of(statement)
        .unwrap()
        .iter()
        .map(Grant::to_string)
        .collect()
}

#[test]
fn each_action_on_each_resource_is_a_grant() {
    assert_eq!(
        told(
            "{Sid: A, Effect: Allow, Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: [!GetAtt T.Arn, !Sub '${T.Arn}/index/due']}"
        ),
        [
            "dynamodb:GetItem on T",
            "dynamodb:Query on T",
            "dynamodb:GetItem on T/index/due",
            "dynamodb:Query on T/index/due",
        ]
    );
}

#[test]
fn leading_keys_limit_a_grant_to_keys_that_begin_so() {
    let grants = told(
        "{Sid: A, Effect: Allow, Action: 'dynamodb:DeleteItem', Resource: !GetAtt T.Arn, Condition: {'ForAllValues:StringLike': {'dynamodb:LeadingKeys': ['account#*', 'share#*']}}}",
    );
    assert_eq!(
        grants,
        ["dynamodb:DeleteItem on T under account#*, share#*"]
    );
}

#[test]
fn a_key_is_used_by_way_of_a_service() {
    let grants = of(
        "{Sid: A, Effect: Allow, Action: ['kms:Decrypt'], Resource: !GetAtt K.Arn, Condition: {StringEquals: {'kms:ViaService': !Sub 'sqs.${AWS::Region}.amazonaws.com'}}}",
    );
    assert_eq!(grants.unwrap()[0].via.as_deref(), Some("sqs"));
}

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    let all = "Action: ['dynamodb:GetItem'], Resource: !GetAtt T.Arn";
    for (statement, place) in [
        (format!("{{Sid: A, Effect: Deny, {all}}}"), "Effect"),
        (
            format!("{{Sid: A, Effect: Allow, {all}, NotAction: x}}"),
            "NotAction",
        ),
        (
            format!("{{Sid: A, Effect: Allow, {all}, Condition: {{Bool: {{}}}}}}"),
            "Bool",
        ),
        (
            "{Sid: A, Effect: Allow, Action: 'dynamodb:*', Resource: !GetAtt T.Arn}".to_owned(),
            "Action",
        ),
        (
            "{Sid: A, Effect: Allow, Action: 'dynamodb:GetItem', Resource: '*'}".to_owned(),
            "Resource",
        ),
        (
            "{Sid: A, Effect: Allow, Action: 'dynamodb:Scan', Resource: !GetAtt T.Arn, Condition: {'ForAllValues:StringLike': {'dynamodb:LeadingKeys': ['a*']}}}".to_owned(),
            "Condition",
        ),
    ] {
        let error = of(&statement).unwrap_err().to_string();
        assert!(error.contains("Statement"), "{error}");
        assert!(error.contains(place), "{statement}: {error}");
    }
}
