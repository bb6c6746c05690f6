from benchmarks.similar_quality import f1

from assistant.text.segment import Segmenter


def test_sentences_of_two_years_find_their_counterparts(segmenter: Segmenter) -> None:
    precision, recall, score = f1(segmenter, reports=25)
    assert precision > 0.95
    assert recall > 0.9
    assert score >= 0.95
