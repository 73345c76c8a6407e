# What Instructure's own reader of QTI, the gem 'qti', makes of an unpacked package: as JSON, question by question.
require 'json'
require 'qti'

importer = Qti::Importer.new(ARGV.fetch(0))

def told(item)
  { feedback: item.feedback, answers: item.interaction_model.answer_feedback }
end

def read(item)
  model = item.interaction_model
  found = { ident: item.identifier, title: item.title, points: item.points_possible,
            type: model.class.name.split('::').last, body: item.item_body, **told(item) }
  found[:options] = model.answers.map { |one| [one.identifier, one.item_body] } if model.respond_to?(:answers)
  found[:stem] = model.stem_items if model.respond_to?(:stem_items)
  found[:prompts] = model.questions if model.respond_to?(:questions)
  found[:shuffled] = model.shuffled?
  found[:scoring] = model.scoring_data_structs.map(&:to_h) # the last: it takes elements out of the document
  found
end

questions = importer.assessment_item_refs.map do |ref|
  item = importer.create_assessment_item(ref)
  item ? read(item) : { ident: ref['ident'], type: 'text', title: ref['title'] }
end
puts JSON.generate({ title: importer.test_object.title, questions: questions })
