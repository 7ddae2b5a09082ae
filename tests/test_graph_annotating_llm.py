"""The language model beside the rules: what it says is checked, kept, and never stands in the rules' way."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from graph.annotating import annotator, names
from graph.annotating.asking import Endpoint, endpoint
from graph.annotating.llm import Llm
from graph.annotating.morphology import morphemes
from graph.annotating.protocol import Work, Workpiece
from graph.annotating.replies import checked, parsed
from graph.annotating.vocabulary import Vocabulary
from graph.model import Alignment, Concept, Finding, Minutes, Passage, Position, Span, Text, Utterance

TEXT = "移動図書館の巡回を増やすべきである。燃料費の高騰が巡回を妨げている。"
GOOD = {
    "mentions": [{"surface": "移動図書館の巡回", "type": "activity"}, {"surface": "燃料費の高騰", "type": "issue"}],
    "positions": [{"target": "移動図書館", "polarity": "for", "quote": "巡回を増やすべきである"}],
    "relations": [
        {"subject": "燃料費の高騰", "predicate": "hinders", "object": "巡回", "quote": "燃料費の高騰が巡回を妨げている"}
    ],
}


def work_of(*texts: str) -> Work:
    utterances = [Utterance(Passage(text, Span(0, 0), Alignment([]))) for text in texts]
    minutes = Minutes(Text("", "", Alignment([])), "summary", utterances=utterances)
    return Work(
        minutes, Vocabulary([]), [Workpiece(one, morphemes(one.passage.text), Finding()) for one in utterances], []
    )


def answer(content: object) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"role": "assistant", "content": content}}]})


def asked(responses, *texts: str, cache: Path | None = None, seen: list | None = None) -> Work:
    """Annotate texts by a model that gives the responses in turn, the last one for ever."""
    waiting = list(responses)

    def respond(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(request)
        response = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(response, Exception):
            raise response
        return response

    work = work_of(*(texts or (TEXT,)))
    Llm(Endpoint("http://model.test/v1", "tiny", key="secret", cache=cache), httpx.MockTransport(respond)).annotate(
        work
    )
    return work


class TestWhatItAdds:
    def test_statements_that_quote_the_text_are_taken_with_their_place(self):
        finding = asked([answer(json.dumps(GOOD))]).opinions[0].finding
        assert [(one.surface, one.concept.type, one.method) for one in finding.mentions] == [
            ("移動図書館の巡回", "activity", "llm:tiny"),
            ("燃料費の高騰", "issue", "llm:tiny"),
        ]
        assert all(TEXT[one.start : one.end] == one.surface for one in finding.mentions)
        [position] = finding.positions
        assert (position.target.label, position.polarity, TEXT[position.start : position.end]) == (
            "移動図書館",
            "for",
            "巡回を増やすべきである",
        )
        [relation] = finding.relations
        assert (relation.subject.label, relation.predicate, relation.object.label) == (
            "燃料費の高騰",
            "hinders",
            "巡回",
        )
        assert relation.confidence < 0.6

    def test_the_request_carries_schema_key_and_model(self):
        seen: list[httpx.Request] = []
        asked([answer(json.dumps(GOOD))], seen=seen)
        body = json.loads(seen[0].content)
        assert str(seen[0].url) == "http://model.test/v1/chat/completions"
        assert seen[0].headers["authorization"] == "Bearer secret"
        assert body["model"] == "tiny"
        assert body["response_format"]["json_schema"]["schema"]["required"] == ["mentions", "positions", "relations"]
        assert body["messages"][1]["content"] == TEXT

    def test_what_the_rules_found_is_not_overruled(self):
        work = work_of(TEXT)
        held = Position(Concept("移動図書館", "system"), "against", 0, 5)
        work.opinions[0].finding.positions = [held]
        Llm(Endpoint("http://model.test/v1", "tiny"), httpx.MockTransport(lambda _: answer(json.dumps(GOOD)))).annotate(
            work
        )
        assert work.opinions[0].finding.positions == [held]

    def test_an_endpoint_without_structured_output_is_asked_without(self):
        seen: list[httpx.Request] = []
        refused = httpx.Response(400, json={"error": "response_format is not supported"})
        work = asked([refused, answer("```json\n" + json.dumps(GOOD) + "\n```")], seen=seen)
        assert len(work.opinions[0].finding.mentions) == 2
        assert "response_format" not in json.loads(seen[1].content)


class TestHostileAnswers:
    @pytest.mark.parametrize(
        "response",
        [
            answer("申し訳ありませんが、お手伝いできません。"),
            answer(None),
            answer(""),
            answer("{"),
            answer("[1, 2]"),
            answer('{"mentions": "全部", "positions": 3, "relations": {}}'),
            answer(
                '{"mentions": [null, 7, [], {"surface": null, "type": "issue"}, {"surface": "", "type": "issue"}, {"surface": " ", "type": "issue"}]}'
            ),
            answer(
                '{"mentions": [{"surface": "移動図書館", "type": ["issue"]}, {"surface": ["移動図書館"], "type": "issue"}]}'
            ),
            answer(
                '{"mentions": [{"surface": "移動図書館", "type": "意味不明"}, {"surface": "存在しない語", "type": "issue"}]}'
            ),
            answer(
                '{"positions": [{"target": "移動図書館", "polarity": "大賛成", "quote": "巡回"}, {"target": "存在しない", "polarity": "for", "quote": "巡回"}]}'
            ),
            answer('{"relations": [{"subject": "巡回", "predicate": "hinders", "object": "巡回", "quote": "巡回"}]}'),
            answer(
                '{"relations": [{"subject": "巡回", "predicate": "destroys", "object": "燃料費", "quote": "巡回"}]}'
            ),
            answer('{"mentions": [{"surface": NaN, "type": Infinity}]}'),
            answer('{"mentions": ' + "[" * 100_000 + "}"),
            answer('{"a":' * 100_000 + "}"),
            answer("x" * 2_000_000),
            httpx.Response(200, text="<html>Bad gateway</html>"),
            httpx.Response(200, json={"choices": []}),
            httpx.Response(200, json={"choices": [{"message": None}]}),
            httpx.Response(200, json=[]),
            httpx.Response(200, content=b"\xff\xfe\x00"),
            httpx.Response(302, headers={"location": "http://elsewhere.test/"}),
            httpx.Response(401, json={"error": "key"}),
            httpx.Response(500, text="down"),
            httpx.ReadTimeout("too slow"),
            httpx.ConnectError("nobody there"),
            httpx.RemoteProtocolError("cut off"),
        ],
        ids=str,
    )
    def test_add_nothing_and_raise_nothing(self, response):
        finding = asked([response]).opinions[0].finding
        assert (finding.mentions, finding.positions, finding.relations) == ([], [], [])

    def test_an_endpoint_that_fails_again_and_again_is_left_alone(self):
        seen: list[httpx.Request] = []
        asked([httpx.ConnectError("nobody there")], *(f"発言その{number}" for number in range(10)), seen=seen)
        assert len(seen) == 3

    def test_a_failure_between_successes_costs_one_opinion(self):
        work = asked(
            [answer(json.dumps(GOOD)), httpx.ReadTimeout("slow"), answer(json.dumps(GOOD))],
            TEXT,
            TEXT + "二",
            TEXT + "三",
        )
        assert [len(piece.finding.mentions) for piece in work.opinions] == [2, 0, 2]

    def test_words_that_cross_the_rules_words_are_dropped(self):
        reply = checked({"mentions": [{"surface": "書館の巡", "type": "issue"}]}, TEXT)
        assert [said.span for said in reply.mentions] == [Span(3, 7)]

    def test_a_list_without_end_is_cut(self):
        entries = [{"surface": "巡回", "type": "activity"}] * 5000
        assert len(checked({"mentions": entries}, TEXT).mentions) == 200

    def test_text_around_the_object_does_not_matter(self):
        assert parsed('はい、どうぞ。{"mentions": []} 以上です。') == {"mentions": []}


class TestKeeping:
    def test_the_same_text_is_asked_once(self, tmp_path):
        seen: list[httpx.Request] = []
        for _ in range(2):
            work = asked([answer(json.dumps(GOOD))], cache=tmp_path, seen=seen)
            assert len(work.opinions[0].finding.mentions) == 2
        assert len(seen) == 1

    def test_a_broken_kept_answer_is_asked_again(self, tmp_path):
        seen: list[httpx.Request] = []
        asked([answer(json.dumps(GOOD))], cache=tmp_path, seen=seen)
        [kept] = tmp_path.iterdir()
        kept.write_text("{", encoding="utf-8")
        work = asked([answer(json.dumps(GOOD))], cache=tmp_path, seen=seen)
        assert len(seen) == 2
        assert len(work.opinions[0].finding.mentions) == 2

    def test_a_failure_is_not_kept(self, tmp_path):
        asked([httpx.Response(500)], cache=tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_cannot_be_written_does_not_matter(self, tmp_path):
        blocked = tmp_path / "file"
        blocked.write_text("", encoding="utf-8")
        assert len(asked([answer(json.dumps(GOOD))], cache=blocked / "llm").opinions[0].finding.mentions) == 2


class TestSwitch:
    def test_it_is_off_unless_address_and_model_are_set(self, monkeypatch):
        monkeypatch.delenv("RONTEN_LLM_URL", raising=False)
        assert endpoint({}) is None
        assert endpoint({"RONTEN_LLM_URL": "http://model.test/v1"}) is None
        assert "llm" not in names()
        assert annotator("links").name == "links"

    def test_it_is_on_with_both(self, monkeypatch, tmp_path):
        settings = {
            "RONTEN_LLM_URL": "http://model.test/v1/",
            "RONTEN_LLM_MODEL": "tiny",
            "RONTEN_LLM_TIMEOUT": "30",
            "RONTEN_HOME": str(tmp_path),
        }
        where = endpoint(settings)
        assert where == Endpoint("http://model.test/v1", "tiny", None, 30.0, tmp_path / "llm")
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        assert "llm" in names()
        assert Llm(where).version == "2+tiny"

    def test_it_speaks_to_a_real_server_over_http(self):
        with model_server() as (address, _):
            work = work_of(TEXT)
            Llm(Endpoint(address, "tiny")).annotate(work)
            assert len(work.opinions[0].finding.mentions) == 2

    def test_a_document_that_it_left_out_is_read_again_when_it_answers(self, tmp_path):
        minutes = tmp_path / "minutes.txt"
        minutes.write_text(f"第1回例田会議 議事概要\n日時:令和6年5月1日\n\n○ {TEXT}\n○ 予算も増やすべきである。\n", encoding="utf-8")
        with model_server() as (address, failing):
            environment = {**os.environ, "RONTEN_LLM_URL": address, "RONTEN_LLM_MODEL": "tiny", "RONTEN_HOME": str(tmp_path / "home")}
            command = [str(Path(sys.executable).parent / "ronten"), "ingest", str(minutes)]
            told = []
            for fails in (True, True, False, False):
                (failing.set if fails else failing.clear)()
                told.append(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
        assert ["added" in told[0], "read again" in told[1], "read again" in told[2], "unchanged" in told[3]] == [True] * 4, told


@contextmanager
def model_server() -> Iterator[tuple[str, threading.Event]]:
    """Serve the good answer; while the event is set, only failures."""
    failing = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            body = json.dumps({"choices": [{"message": {"content": json.dumps(GOOD)}}]}).encode()
            self.send_response(503 if failing.is_set() else 200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", failing
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
